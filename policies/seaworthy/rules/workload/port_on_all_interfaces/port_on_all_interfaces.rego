# METADATA
# title: Port is published on every interface of the host
# description: |
#   Without an address a port is open to every network that the host is on, and Docker lets the packets in before the
#   host's own firewall sees them.
# related_resources:
#   - ref: https://docs.docker.com/engine/network/port-publishing/
#   - ref: https://docs.docker.com/engine/network/packet-filtering-firewalls/
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [strict, cis-docker]
#   hides: [workload/published_port]
#   aliases:
#     - kics:container_traffic_not_bound_to_host_interface
#     - dclint:no-unbound-port-interfaces
#     - docker-bench:check_5_14
#     - cis-docker:5.14
#   parameters:
#     allowed:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Ports of the host that may be open to all, each a number or a range such as `8000-8999`.
#     accept_explicit:
#       type: boolean
#       default: false
#       description: |
#         Whether an address that says so, 0.0.0.0 or [::], is taken for a decision.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Put the address before the port, 127.0.0.1 for what is used on the host alone, and let a proxy be the one service
#     that is open to all.
package seaworthy.rules.workload.port_on_all_interfaces

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some port in workload.published("workload/port_on_all_interfaces")
	workload.on_all_interfaces(port)
	not accepted(port)
	finding := {
		"msg": $"{port.title} publishes {port.called} on every interface of the host",
		"at": port.at,
	}
}

accepted(port) if {
	port.address
	parameter.value("workload/port_on_all_interfaces", "accept_explicit") == true
}

accepted(port) if workload.in_ranges(port.host_port, parameter.value("workload/port_on_all_interfaces", "allowed"))
