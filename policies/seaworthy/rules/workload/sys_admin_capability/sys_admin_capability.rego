# METADATA
# title: Container holds SYS_ADMIN
# description: |
#   SYS_ADMIN is half of what root may do: mounting filesystems, entering namespaces, loading programs into the kernel.
#   Who has it in a container has most ways out of it.
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man7/capabilities.7.html
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
# custom:
#   severity: critical
#   since: v0.1.0
#   profiles: [default, strict, cis-docker, nsa]
#   aliases:
#     - kubesec:CapSysAdmin
#     - checkov:CKV_K8S_39
#     - trivy:KSV-0005
#     - kube-linter:privilege-escalation-container
#     - kube-linter:template:privilege-escalation-container
#     - regolibrary:rule-privileged-container
#   hides: [workload/dangerous_capability, workload/added_capability]
#   parameters:
#     include_all:
#       type: boolean
#       default: true
#       description: |
#         Whether ALL counts, which has SYS_ADMIN in it.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Leave `SYS_ADMIN` out, and give the container the narrow capability, the device or the mount that its program
#     needs.
package seaworthy.rules.workload.sys_admin_capability

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some container in input.workload.containers
	some capability in container.capabilities.add
	message := fault(container, capability)
	not workload.exempt("workload/sys_admin_capability", container)
	finding := {"msg": message, "at": capability.at}
}

fault(container, capability) := $"{container.title} is given {capability.text}" if {
	capability.name == "SYS_ADMIN"
}

fault(container, capability) := $"{container.title} is given {capability.text} capabilities, SYS_ADMIN among them" if {
	capability.name == "ALL"
	parameter.value("workload/sys_admin_capability", "include_all") == true
}
