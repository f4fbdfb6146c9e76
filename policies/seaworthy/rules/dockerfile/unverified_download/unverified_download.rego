# METADATA
# title: Download is used without a checksum
# description: |
#   A file that is replaced on the server, by its owner or by somebody else, enters the image without a sign. HTTPS proves
#   which server it came from, not that it is still the file somebody has looked at.
# related_resources:
#   - ref: https://docs.docker.com/build/building/best-practices/
#   - ref: https://www.cisecurity.org/benchmark/docker
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict, cis-docker]
#   aliases:
#     - cis-docker:4.11
#   remediation: |
#     Compare it in the same RUN: `echo "<sha256>  file" | sha256sum -c -`, or `gpg --verify` with a key that is in the
#     repository. ADD does it with `--checksum`.
package seaworthy.rules.dockerfile.unverified_download

deny contains finding if {
	some download in input.dockerfile.acts.downloads
	download.unverified
	not download.execution
	finding := {
		"msg": $"nothing verifies what {download.program} fetches{origin(download)}",
		"at": download.at,
	}
}

origin(download) := $" from {host}" if {
	host := download.source
} else := ""
