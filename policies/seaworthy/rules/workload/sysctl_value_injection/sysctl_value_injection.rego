# METADATA
# title: Sysctl value smuggles a second setting
# description: |
#   Old versions of CRI-O take what follows a plus sign for another kernel parameter, and set that on the node, whatever
#   it is (cr8escape, CVE-2022-0811). No parameter has such a value of its own.
# related_resources:
#   - ref: https://github.com/cri-o/cri-o/security/advisories/GHSA-6x2m-w449-qwx7
#   - ref: https://nvd.nist.gov/vuln/detail/CVE-2022-0811
# custom:
#   severity: critical
#   since: v0.1.0
#   profiles: [default, strict]
#   aliases:
#     - kyverno:prevent-cr8escape/restrict-sysctls-cr8escape
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Write the plain value, and update CRI-O.
package seaworthy.rules.workload.sysctl_value_injection

import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.platform == "kubernetes"
	some sysctl in input.workload.sysctls
	some sign in ["+", "="]
	contains(sysctl.value, sign)
	not workload.exempt_workload("workload/sysctl_value_injection")
	finding := {
		"msg": $"{input.workload.title} sets {sysctl.name} to a value that holds a second setting",
		"at": sysctl.at,
	}
}
