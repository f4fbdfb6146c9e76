# METADATA
# title: Container port has no name
# description: |
#   A Service or monitor can refer to a port without a name by its number alone, and has to be changed whenever the
#   number changes.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [style]
#   aliases:
#     - kyverno:require-container-port-names/port-name
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Name the port for what is spoken on it: http, grpc, metrics.
package seaworthy.rules.workload.unnamed_container_port

import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.platform == "kubernetes"
	some container in workload.judged("workload/unnamed_container_port")
	some port in container.ports
	not port.name
	finding := {
		"msg": $"{container.title} gives {called(port)} no name",
		"at": port.at,
	}
}

called(port) := $"port {port.target}" if {
	port.target
} else := "a port"
