# METADATA
# title: Pod chooses its own node
# description: |
#   With nodeName the pod skips the scheduler with all its checks, taints and free resources among them, and dies with
#   that one machine.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#nodename
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [reliability]
#   aliases:
#     - kyverno:restrict-node-selection/restrict-nodename
#     - kyverno:restrict-node-selection/restrict-nodeselector
#     - kyverno:restrict-node-affinity/check-nodeaffinity
#   parameters:
#     fields:
#       type: array
#       items: {type: string}
#       default: [node_name]
#       description: |
#         The ways of choosing that are judged: node_name, node_selector and node_affinity.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Workloads to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Leave the choice to the scheduler, and tell it what the pod needs by labels and affinity.
package seaworthy.rules.workload.chosen_node

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some field in parameter.value("workload/chosen_node", "fields")
	way := ways[field]
	not workload.exempt_workload("workload/chosen_node")
	finding := {
		"msg": $"{input.workload.title} {way}",
		"at": $"{input.workload.at}/scheduling/{field}",
	}
}

ways["node_name"] := $"names the node {input.workload.scheduling.node_name} that it runs on" if input.workload.scheduling.node_name

ways["node_selector"] := "selects its nodes by their labels" if input.workload.scheduling.node_selector

ways["node_affinity"] := "selects its nodes by affinity" if input.workload.scheduling.node_affinity == true
