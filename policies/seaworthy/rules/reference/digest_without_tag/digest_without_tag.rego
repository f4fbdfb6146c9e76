# METADATA
# title: Digest stands alone
# description: |
#   A digest says exactly which bytes are meant, and to a reader nothing else: not which release it is, nor whether it is
#   old. Tools that propose updates need the tag to know which releases come into question. Where both stand there,
#   the digest decides.
# related_resources:
#   - ref: https://docs.docker.com/build/building/best-practices/#pin-base-image-versions
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [style]
#   remediation: |
#     Keep the tag before the digest: `nginx:1.27.4@sha256:…`.
package seaworthy.rules.reference.digest_without_tag

deny contains finding if {
	some image in input.reference.images
	image.digest_valid
	image.tag_state == "none"
	image.name
	finding := {
		"msg": $"{image.name} is pinned by a digest that does not tell which release it is",
		"at": image.at,
	}
}
