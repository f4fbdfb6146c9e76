# METADATA
# title: Shipped base holds a shell
# description: |
#   Whoever makes a program run a command needs something that runs it. Without a shell in the image most of what is tried
#   after a break-in fails at its first step.
# related_resources:
#   - ref: https://github.com/GoogleContainerTools/distroless
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [opt-in]
#   remediation: |
#     Ship on scratch or a distroless image, and start the program in exec form.
package seaworthy.rules.reference.base_with_shell

import data.seaworthy.data.base_images
import data.seaworthy.lib.reference

deny contains finding if {
	some image in input.reference.images
	image.role in {"base", "pod"}
	image.shipped
	known(image).shell
	finding := {
		"msg": $"{image.text} holds a shell",
		"at": image.at,
	}
}

# The first entry that matches counts.
known(image) := matching[0] if {
	matching := [entry |
		some entry in base_images
		some pattern in entry.images
		some name in names(image)
		glob.match(pattern, null, name)
	]
}

names(image) := {full, $"{full}:{image.tag}"} if {
	image.tag
	full := reference.full_name(image)
} else := {reference.full_name(image)}
