# METADATA
# title: SELinux type is none of the container types
# description: |
#   The container types are what keeps a process off the host's files. Under another type, spc_t above all, it is as
#   free as that type's policy says.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
#   - ref: https://github.com/containers/container-selinux
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [strict, pss-baseline, pss-restricted, nsa]
#   aliases:
#     - kyverno:disallow-selinux/selinux-type
#     - gatekeeper-library:k8spspselinuxv2
#     - pss:seLinuxOptions
#     - trivy:KSV-0025
#   parameters:
#     allowed:
#       type: array
#       items: {type: string}
#       default: [container_t, container_init_t, container_kvm_t, container_engine_t]
#       description: |
#         The types that are accepted.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Leave the type out, or use one of the container types.
package seaworthy.rules.workload.custom_selinux_type

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some declared in workload.everywhere("workload/custom_selinux_type", "selinux")
	declared.value.type
	not declared.value.type in parameter.value("workload/custom_selinux_type", "allowed")
	finding := {
		"msg": $"{declared.title} runs under the SELinux type {declared.value.type}",
		"at": $"{declared.value.at}/type",
	}
}
