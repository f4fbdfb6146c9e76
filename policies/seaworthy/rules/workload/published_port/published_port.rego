# METADATA
# title: Port is published that is not on the list
# description: |
#   Every port that is open on the host is a way in, and wants a reason and somebody who answers for it: a list of them
#   is where both are kept.
# related_resources:
#   - ref: https://docs.docker.com/engine/network/port-publishing/
#   - ref: https://docs.docker.com/reference/compose-file/services/#ports
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [cis-docker]
#   aliases:
#     - docker-bench:check_5_9
#   parameters:
#     allowed:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Ports of the host that may be published, each a number or a range such as `8000-8999`.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Take the port away, or put it on the list of allowed ports with its reason.
package seaworthy.rules.workload.published_port

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some port in workload.published("workload/published_port")
	not listed(port, parameter.value("workload/published_port", "allowed"))
	finding := {
		"msg": $"{port.title} publishes {port.called}, which is not on the list of allowed ports",
		"at": port.at,
	}
}

listed(port, allowed) if workload.in_ranges(port.host_port, allowed)

# A port that a variable hides may be on the list.
listed(port, allowed) if {
	not port.host_port
	contains(port.text, "$")
	count(allowed) > 0
}
