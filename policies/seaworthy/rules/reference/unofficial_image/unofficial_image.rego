# METADATA
# title: Docker Hub image has no known publisher
# description: |
#   Anybody can open an account on Docker Hub and push under a name that sounds right. What stands behind such a name may
#   be one person's experiment of years ago: nobody reviewed it, nobody mends it, and nobody has to say when it changes.
# related_resources:
#   - ref: https://docs.docker.com/docker-hub/image-library/trusted-content/
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict, cis-docker]
#   aliases:
#     - cis-docker:4.2
#   parameters:
#     publishers:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Organisations on Docker Hub to trust besides the ones that are known to publish their own software.
#   remediation: |
#     Use the official image or that of the software's own publisher, or review this one and mirror it into your registry.
package seaworthy.rules.reference.unofficial_image

import data.seaworthy.data.official_images
import data.seaworthy.lib.parameter
import data.seaworthy.lib.reference

deny contains finding if {
	some image in input.reference.images
	image.registry == "docker.io"
	contains(reference.known_name(image), "/")
	publisher := split(image.repository, "/")[0]
	not publisher in official_images.publishers
	not publisher in parameter.value("reference/unofficial_image", "publishers")
	finding := {
		"msg": $"{image.text} comes from {publisher}, which is no publisher that is known",
		"at": image.at,
	}
}
