# METADATA
# title: Download follows whatever is newest
# description: |
#   An address that names the latest release or a branch gives another file tomorrow. Two builds of one commit differ, a
#   cached step hides it for a while, and nobody can tell later what an image was made of.
# related_resources:
#   - ref: https://reproducible-builds.org/docs/definition/
#   - ref: https://git-scm.com/docs/git-clone
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict]
#   remediation: |
#     Name a release or a commit in the address; check a commit or tag out behind a clone.
package seaworthy.rules.dockerfile.floating_download

deny contains finding if {
	some download in input.dockerfile.acts.downloads
	some address in download.addresses
	floating := address.floating
	finding := {
		"msg": $"{download.program} fetches whatever {floating} is at the time: {address.text}",
		"at": address.at,
	}
}
