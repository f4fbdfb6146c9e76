# METADATA
# title: Container takes a port of the node
# description: |
#   A host port is open on the address of the node, past Services and network policies, and no second pod that wants it
#   fits on the node.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
#   - ref: https://kubernetes.io/docs/concepts/configuration/overview/#services
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, pss-baseline, pss-restricted, nsa]
#   aliases:
#     - pss:hostPorts
#     - checkov:CKV_K8S_26
#     - trivy:KSV-0024
#     - kyverno:disallow-host-ports/host-ports-none
#     - kyverno:disallow-host-ports-range/host-port-range
#     - regolibrary:container-hostPort
#     - gatekeeper-library:k8spsphostnetworkingports
#   parameters:
#     allowed:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Ports that may be taken, each a number or a range such as `5000-6000`.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Leave the host port out and reach the pod through a Service; keep it for what has to be on every node, a DNS cache
#     or an ingress controller.
package seaworthy.rules.workload.host_port

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.platform == "kubernetes"
	some container in input.workload.containers
	some port in container.ports
	port.host_port
	not workload.in_ranges(port.host_port, parameter.value("workload/host_port", "allowed"))
	not workload.exempt("workload/host_port", container)
	finding := {
		"msg": $"{container.title} takes port {port.host_port} of the node",
		"at": $"{port.at}/hostPort",
	}
}
