# METADATA
# title: SELinux user or role is overridden
# description: |
#   Another user or role moves the process into a policy that was written for logins or services of the host.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
#   - ref: https://man7.org/linux/man-pages/man8/selinux.8.html
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [strict, pss-baseline, pss-restricted, nsa]
#   aliases:
#     - kyverno:disallow-selinux/selinux-user-role
#     - gatekeeper-library:k8spspselinuxv2
#     - pss:seLinuxOptions
#     - trivy:KSV-0025
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Leave user and role to the runtime.
package seaworthy.rules.workload.custom_selinux_user_or_role

import data.seaworthy.lib.workload

deny contains finding if {
	some declared in workload.everywhere("workload/custom_selinux_user_or_role", "selinux")
	some part in ["user", "role"]
	value := declared.value[part]
	finding := {
		"msg": $"{declared.title} sets the SELinux {part} {value}",
		"at": $"{declared.value.at}/{part}",
	}
}
