# METADATA
# title: Digest is not a digest
# description: |
#   A placeholder that was never filled in, or a digest that lost some of its digits, looks like a pin and is none: no
#   registry holds such an image, so the pull fails at the next machine that has not got it.
# related_resources:
#   - ref: https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   aliases:
#     - regolibrary:image-not-pinned-to-digest
#   remediation: |
#     Write the algorithm and all of the digest: `sha256:` and 64 hexadecimal digits in lower case, as
#     `docker buildx imagetools inspect IMAGE` prints it.
package seaworthy.rules.reference.malformed_digest

deny contains finding if {
	some image in input.reference.images
	image.digest_state == "known"
	not image.digest_valid
	finding := {
		"msg": $"{image.digest} is no digest, so no registry will find {image.text}",
		"at": image.at,
	}
}
