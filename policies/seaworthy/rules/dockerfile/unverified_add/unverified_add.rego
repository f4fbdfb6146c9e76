# METADATA
# title: ADD fetches what nothing verifies
# description: |
#   Whoever controls the server, the repository or the way to it decides what enters the image. A checksum, or a commit,
#   makes the build stop instead.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#add---checksum
#   - ref: https://docs.docker.com/reference/dockerfile/#adding-files-from-a-git-repository
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict]
#   remediation: |
#     Give `--checksum=sha256:…` with the address, or name a commit behind the `#` of a git address.
package seaworthy.rules.dockerfile.unverified_add

deny contains finding if {
	some add in input.dockerfile.instructions.add
	not add.checksum
	some source in add.sources
	missing := {"url": "a checksum", "git": "a commit or a checksum"}[source.kind]
	not source.pinned
	finding := {
		"msg": $"ADD fetches {source.text} without {missing}",
		"at": source.at,
	}
}
