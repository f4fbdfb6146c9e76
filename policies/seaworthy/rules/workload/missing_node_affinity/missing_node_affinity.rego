# METADATA
# title: Pod leaves its choice of nodes open
# description: |
#   In a cluster with nodes for special purposes a pod that says nothing may land on any of them, on the dear ones too.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-affinity
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [opt-in]
#   aliases:
#     - kube-linter:no-node-affinity
#     - kube-linter:template:no-node-affinity
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Workloads to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Say in nodeAffinity which nodes the pod belongs on.
package seaworthy.rules.workload.missing_node_affinity

import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.platform == "kubernetes"
	not input.workload.scheduling.node_affinity
	not workload.exempt_workload("workload/missing_node_affinity")
	finding := {
		"msg": $"{input.workload.title} does not say which nodes it belongs on",
		"at": $"{input.workload.at}/scheduling/node_affinity",
	}
}
