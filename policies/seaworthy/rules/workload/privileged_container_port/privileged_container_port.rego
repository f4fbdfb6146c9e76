# METADATA
# title: Container listens on a port below 1024
# description: |
#   Where the runtime does not open low ports to everybody, a program needs root or NET_BIND_SERVICE to listen on one,
#   so the port stands in the way of a container without either. Docker has opened them to everybody since 20.10.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/
#   - ref: https://www.kernel.org/doc/html/latest/networking/ip-sysctl.html
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict]
#   aliases:
#     - kube-linter:privileged-ports
#     - kube-linter:template:privileged-ports
#     - trivy:KSV-0117
#     - kics:privileged_ports_mapped_in_container
#   parameters:
#     first_unprivileged:
#       type: integer
#       default: 1024
#       description: |
#         The first port that anybody may listen on, unless the workload sets net.ipv4.ip_unprivileged_port_start.
#     platforms:
#       type: array
#       items: {type: string}
#       default: [kubernetes]
#       description: |
#         The platforms whose containers are judged; compose and docker where the engine is older, or not Docker.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Listen on a port from 1024 on, and let the Service or the published port map the well-known one to it.
package seaworthy.rules.workload.privileged_container_port

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some container in workload.judged("workload/privileged_container_port")
	some port in container.ports
	port.target > 0
	port.target < first_unprivileged
	finding := {
		"msg": $"{container.title} listens on the privileged port {port.target}",
		"at": port.at,
	}
}

first_unprivileged := min(starts) if {
	starts := {to_number(sysctl.value) | some sysctl in input.workload.sysctls; sysctl.name == "net.ipv4.ip_unprivileged_port_start"}
	count(starts) > 0
} else := parameter.value("workload/privileged_container_port", "first_unprivileged")
