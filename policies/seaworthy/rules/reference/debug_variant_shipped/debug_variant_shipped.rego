# METADATA
# title: Debug variant of a base is shipped
# description: |
#   Images without a shell are chosen so that an intruder finds nothing to work with. Their debug variants bring the shell
#   back, and some a package manager with it.
# related_resources:
#   - ref: https://github.com/GoogleContainerTools/distroless#debug-images
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict]
#   parameters:
#     variants:
#       type: object
#       default:
#         gcr.io/distroless/*: debug
#         cgr.dev/*: dev
#         dhi.io/*: dev
#       description: |
#         Patterns of images that have no shell, by name in full, and the word in a tag that names their debug variant.
#   remediation: |
#     Use the plain variant in what is shipped. To look into a running container, `docker debug` and `kubectl debug` bring
#     their own tools.
package seaworthy.rules.reference.debug_variant_shipped

import data.seaworthy.lib.parameter
import data.seaworthy.lib.reference

deny contains finding if {
	some image in input.reference.images
	image.shipped
	some pattern, word in parameter.value("reference/debug_variant_shipped", "variants")
	glob.match(pattern, null, reference.full_name(image))
	word in reference.tag_words(image)
	finding := {
		"msg": $"{image.text} is the debug variant, which brings a shell to an image that has none otherwise",
		"at": image.at,
	}
}
