# METADATA
# title: Container is given a capability that reaches the host
# description: |
#   Such a capability loads kernel modules, looks into other processes, reads any file or rewrites the traffic: each is
#   a way to the host or to its other containers.
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man7/capabilities.7.html
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict, cis-docker, nsa]
#   aliases:
#     - trivy:KSV-0119
#     - trivy:KSV-0120
#     - regolibrary:insecure-capabilities
#     - kube-linter:drop-net-raw-capability
#     - kube-linter:template:verify-container-capabilities
#   hides: [workload/added_capability]
#   parameters:
#     capabilities:
#       type: array
#       items: {type: string}
#       default:
#         [
#           SYS_MODULE, SYS_PTRACE, SYS_RAWIO, SYS_BOOT, SYS_TIME, DAC_READ_SEARCH, BPF, PERFMON, MAC_ADMIN,
#           MAC_OVERRIDE, NET_ADMIN, NET_RAW, SYSLOG, CHECKPOINT_RESTORE
#         ]
#       description: |
#         The capabilities that are reported, without CAP_.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Take the capability out, or keep it to a small container beside the application, and to DaemonSets that look after
#     nodes.
package seaworthy.rules.workload.dangerous_capability

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some container in input.workload.containers
	some capability in container.capabilities.add
	capability.name in parameter.value("workload/dangerous_capability", "capabilities")
	not is_given_anyway(capability)
	not workload.exempt("workload/dangerous_capability", container)
	finding := {
		"msg": $"{container.title} is given {capability.text}, which reaches beyond the container",
		"at": capability.at,
	}
}

# Docker gives NET_RAW to every container; a runtime of Kubernetes may do without it.
is_given_anyway(capability) if {
	capability.name == "NET_RAW"
	input.workload.platform in {"compose", "docker"}
}
