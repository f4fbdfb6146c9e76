# METADATA
# title: Port below 1024 of the host is published
# description: |
#   Clients trust ports below 1024 to belong to services of the system, and an engine without root cannot bind them.
# related_resources:
#   - ref: https://docs.docker.com/engine/network/port-publishing/
#   - ref: https://docs.docker.com/engine/security/rootless/tips/#exposing-privileged-ports
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict, cis-docker]
#   aliases:
#     - docker-bench:check_5_8
#     - cis-docker:5.8
#     - kics:privileged_ports_mapped_in_container
#   parameters:
#     first_unprivileged:
#       type: integer
#       default: 1024
#       description: |
#         The first port that anybody may bind.
#     allowed:
#       type: array
#       items: {type: integer}
#       default: [80, 443]
#       description: |
#         Lower ports that may be published all the same.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Publish a port from 1024 on, and let the proxy or load balancer before it hold the well-known one.
package seaworthy.rules.workload.privileged_host_port

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some port in workload.published("workload/privileged_host_port")
	port.host_port > 0
	port.host_port < parameter.value("workload/privileged_host_port", "first_unprivileged")
	not port.host_port in parameter.value("workload/privileged_host_port", "allowed")
	finding := {
		"msg": $"{port.title} takes the privileged port {port.host_port} of the host",
		"at": port.at,
	}
}
