# METADATA
# title: Image is no longer maintained
# description: |
#   The publisher stopped to build the image, mostly in favour of another one. It can still be pulled, with all the holes that
#   were found since.
# related_resources:
#   - ref: https://hub.docker.com/_/openjdk
#   - ref: https://hub.docker.com/_/centos
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict]
#   remediation: |
#     Use what took its place, which the message names.
package seaworthy.rules.reference.deprecated_image

import data.seaworthy.data.deprecated_images
import data.seaworthy.lib.reference

deny contains finding if {
	some image in input.reference.images
	successor := successor_of(image)
	finding := {
		"msg": $"{image.text} is not maintained any more: use {successor}",
		"at": image.at,
	}
}

successor_of(image) := deprecated_images.images[reference.known_name(image)] if {
	true
} else := deprecated_images.publishers[publisher] if {
	image.registry == "docker.io"
	publisher := split(image.repository, "/")[0]
}
