# METADATA
# title: Probe asks a port that the container does not declare
# description: |
#   A probe that asks on the wrong port makes the pod restart for ever, or keeps it from ever getting ready. A name that
#   no port has cannot be asked at all.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#use-a-named-port
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [reliability]
#   aliases:
#     - kube-linter:liveness-port
#     - kube-linter:readiness-port
#     - kube-linter:startup-port
#     - kube-linter:template:liveness-port
#     - kube-linter:template:readiness-port
#     - kube-linter:template:startup-port
#   parameters:
#     probes:
#       type: array
#       items: {type: string}
#       default: [liveness, readiness, startup]
#       description: |
#         The probes that are judged.
#     check_numbers:
#       type: boolean
#       default: true
#       description: |
#         Whether numbers are compared too. A container may listen on ports that it does not declare.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Declare the port, and let the probe name it.
package seaworthy.rules.workload.probe_on_undeclared_port

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some container in workload.judged("workload/probe_on_undeclared_port")
	some name in parameter.value("workload/probe_on_undeclared_port", "probes")
	probe := container.probes[name]
	not probe.host
	probe.port
	not is_declared(probe.port, container)
	finding := {
		"msg": $"{container.title} does not declare the port {probe.port} that its {name} probe asks",
		"at": $"{probe.at}/port",
	}
}

# Probes speak TCP, which is a port's protocol where it declares none.
is_declared(asked, container) if {
	some port in container.ports
	object.get(port, "protocol", "tcp") == "tcp"
	asked == port.name
}

is_declared(asked, container) if {
	some port in container.ports
	object.get(port, "protocol", "tcp") == "tcp"
	asked == $"{port.target}"
}

is_declared(asked, _) if {
	parameter.value("workload/probe_on_undeclared_port", "check_numbers") == false
	regex.match(`^[0-9]+$`, asked)
}
