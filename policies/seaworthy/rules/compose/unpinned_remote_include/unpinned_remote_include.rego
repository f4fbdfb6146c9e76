# METADATA
# title: Remote file is taken in without a digest or commit
# description: |
#   Whoever controls the registry or repository decides on the day what runs here, with which mounts and rights.
#   Compose before 2.40.2 even let such a file write outside of its cache.
# related_resources:
#   - ref: https://docs.docker.com/compose/how-tos/multiple-compose-files/include/
#   - ref: https://nvd.nist.gov/vuln/detail/CVE-2025-62725
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   remediation: |
#     Pin it: `oci://registry/name@sha256:…`, or `https://host/repo.git#` and the full commit.
package seaworthy.rules.compose.unpinned_remote_include

deny contains finding if {
	some reading in input.compose.readings
	reading.remote
	reading.key in {"include", "extends"}
	reading.state != "unresolved"
	not reading.pinned
	finding := {
		"msg": $"{reading.text} is fetched without a digest or a full commit",
		"at": reading.at,
	}
}
