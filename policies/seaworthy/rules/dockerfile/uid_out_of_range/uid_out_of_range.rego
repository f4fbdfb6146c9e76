# METADATA
# title: User id is too large for a signed number
# description: |
#   Releases of containerd from before 2025 read the id as a signed number of 32 bits. One beyond that wraps around, and the
#   process may start as root although USER says otherwise (CVE-2024-40635).
# related_resources:
#   - ref: https://nvd.nist.gov/vuln/detail/CVE-2024-40635
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   parameters:
#     max_uid:
#       type: integer
#       default: 2147483647
#       description: The largest id that is accepted.
#   remediation: |
#     Use an id between 1 and 2147483647.
package seaworthy.rules.dockerfile.uid_out_of_range

import data.seaworthy.lib.parameter

deny contains finding if {
	some user in input.dockerfile.instructions.user
	user.id > parameter.value("dockerfile/uid_out_of_range", "max_uid")
	finding := {
		"msg": $"the user id of USER {user.text} is above {parameter.value("dockerfile/uid_out_of_range", "max_uid")}",
		"at": user.at,
	}
}
