# METADATA
# title: Image is not pinned by digest
# description: |
#   A tag is a name that its owner, or whoever steals the owner's password, can push again with other content. Only the
#   digest says which bytes were tested.
# related_resources:
#   - ref: https://docs.docker.com/build/building/best-practices/#pin-base-image-versions
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict]
#   aliases:
#     - zizmor:unpinned-images
#     - checkov:CKV_K8S_43
#     - gatekeeper-library:k8simagedigests
#     - kyverno:require-image-checksum/require-image-checksum
#     - regolibrary:image-not-pinned-to-digest
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Patterns of images to leave alone, matched against the reference as written, its name (`nginx`) and its name
#         in full (`docker.io/library/nginx`). A star crosses slashes and colons.
#   remediation: |
#     Add the digest that was tested, `nginx:1.27.4@sha256:…`, and let a bot keep it up to date.
package seaworthy.rules.reference.missing_digest

import data.seaworthy.lib.reference

deny contains finding if {
	some image in input.reference.images
	image.digest_state == "none"
	not reference.exempt("reference/missing_digest", image)
	finding := {
		"msg": $"{image.text} is not pinned by a digest",
		"at": image.at,
	}
}
