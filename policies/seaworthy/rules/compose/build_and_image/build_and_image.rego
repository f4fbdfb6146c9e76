# METADATA
# title: Service has both build and image
# description: |
#   With both, it depends on the command and on what is there already whether the image is built, pulled or
#   overwritten: `up` takes an image of the name that it finds, whoever built it.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/build.md#using-build-and-image
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict]
#   aliases:
#     - dclint:no-build-and-image
#   parameters:
#     accept_pull_policy:
#       type: boolean
#       default: true
#       description: Whether a pull_policy settles the matter.
#   remediation: |
#     Keep one of them, or say with `pull_policy` which comes first: `build` never pulls.
package seaworthy.rules.compose.build_and_image

import data.seaworthy.lib.parameter

deny contains finding if {
	some service in input.compose.services
	service.build
	image := service.image
	not settled(service)
	finding := {
		"msg": $"{service.title} is built here and also names the image {image.text}",
		"at": image.at,
	}
}

settled(service) if {
	service.pull_policy
	parameter.value("compose/build_and_image", "accept_pull_policy")
}
