# METADATA
# title: Shipped stage stands on a full distribution image
# description: |
#   Most of the known vulnerabilities in an image sit in packages that the program never uses: compilers, version control,
#   image libraries. They have to be looked at all the same, with each scan, and some of them help an intruder. Small
#   images also start sooner on a new machine.
# related_resources:
#   - ref: https://docs.docker.com/build/building/best-practices/#choose-the-right-base-image
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict, cis-docker]
#   aliases:
#     - cis-docker:4.3
#   parameters:
#     allowed:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Names of images that may be shipped in full, as people say them (`ubuntu`), or patterns of them.
#   remediation: |
#     Use the slim, alpine or distroless variant, or scratch for a static binary; build in another stage.
package seaworthy.rules.reference.oversized_base

import data.seaworthy.data.full_images
import data.seaworthy.lib.parameter
import data.seaworthy.lib.reference

deny contains finding if {
	some image in input.reference.images
	image.role in {"base", "pod"}
	image.shipped
	name := reference.known_name(image)
	full := full_images.images[name]
	told(image)
	not slimmer(image)
	not allowed(name)
	finding := {
		"msg": $"{image.text} ships {burden(full)}: smaller is {full.instead}",
		"at": image.at,
	}
}

# The variant is known: that of latest where nothing is written, else what the tag says.
told(image) if {
	image.tag_state == "none"
	image.digest_state == "none"
}

told(image) if count(reference.tag_words(image)) > 0

slimmer(image) if {
	some word in reference.tag_words(image)
	regex.replace(word, `[0-9.]+$`, "") in full_images.slimmer
}

allowed(name) if {
	some pattern in parameter.value("reference/oversized_base", "allowed")
	glob.match(pattern, null, name)
}

burden(full) := $"about {full.megabytes} MB, {full.packages} and usually {full.vulnerabilities} known vulnerabilities" if {
	full.vulnerabilities
} else := $"about {full.megabytes} MB and {full.packages}"
