# METADATA
# title: User id is larger than 31 bits hold
# description: |
#   A containerd without the fixes of CVE-2024-40635 and CVE-2026-46680 wraps such a number around, or takes it for a
#   name, and starts the process as root.
# related_resources:
#   - ref: https://nvd.nist.gov/vuln/detail/CVE-2024-40635
#   - ref: https://nvd.nist.gov/vuln/detail/CVE-2026-46680
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   parameters:
#     maximum:
#       type: integer
#       default: 2147483647
#       description: |
#         The largest user id that is accepted.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Use a user id below 2147483648, and update containerd.
package seaworthy.rules.workload.oversized_user_id

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some declared in workload.declarations("workload/oversized_user_id", "user")
	number(declared.value) > parameter.value("workload/oversized_user_id", "maximum")
	finding := {
		"msg": $"{declared.title} runs as user {declared.value.text}, which may wrap around to root",
		"at": declared.value.at,
	}
}

number(account) := account.id

# What is too large even for 64 bits reads as a name.
number(account) := to_number(account.name) if regex.match(`^[0-9]+$`, account.name)
