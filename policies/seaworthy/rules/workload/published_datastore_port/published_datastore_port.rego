# METADATA
# title: Database or broker port is published on every interface
# description: |
#   Databases and brokers trust whoever reaches them more than they should, and scanners find an open one within hours.
#   Docker opens the port past the host's firewall.
# related_resources:
#   - ref: https://docs.docker.com/engine/network/port-publishing/
#   - ref: https://docs.docker.com/compose/how-tos/networking/
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   hides: [workload/port_on_all_interfaces, workload/published_port]
#   parameters:
#     ports:
#       type: array
#       items: {type: integer}
#       default: [1433, 1521, 2375, 2379, 3306, 5432, 5601, 5672, 5984, 6379, 6443, 7474, 8086, 9042, 9092, 9200, 9300, 11211, 15672, 26257, 27017]
#       description: |
#         The ports, of the container, on which databases, brokers and the like listen.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Drop the port: services of one project reach each other by name. Where the host itself needs it, bind it to
#     127.0.0.1.
package seaworthy.rules.workload.published_datastore_port

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some port in workload.published("workload/published_datastore_port")
	port.target in parameter.value("workload/published_datastore_port", "ports")
	not port.protocol == "udp"
	workload.on_all_interfaces(port)
	finding := {
		"msg": $"{port.title} publishes {port.called}, a port of a database or the like, on every interface of the host",
		"at": port.at,
	}
}
