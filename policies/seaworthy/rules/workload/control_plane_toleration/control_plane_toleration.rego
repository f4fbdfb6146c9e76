# METADATA
# title: Pod may run on control plane nodes
# description: |
#   Beside etcd and the API server, whoever gets out of the container owns the cluster and not just a node, and a
#   workload that takes too much starves both.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
#   - ref: https://kubernetes.io/docs/reference/labels-annotations-taints/#node-role-kubernetes-io-control-plane-taint
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [strict]
#   aliases:
#     - kyverno:restrict-controlplane-scheduling/restrict-controlplane-scheduling-control-plane
#     - kyverno:restrict-controlplane-scheduling/restrict-controlplane-scheduling-master
#   parameters:
#     taints:
#       type: array
#       items: {type: string}
#       default: [node-role.kubernetes.io/control-plane, node-role.kubernetes.io/master]
#       description: |
#         The taints that keep workloads away from the control plane.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Workloads to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Take the toleration away; keep it for agents that have to look after these nodes too, and exempt those.
package seaworthy.rules.workload.control_plane_toleration

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some toleration in input.workload.scheduling.tolerations
	admits(toleration)
	not workload.exempt_workload("workload/control_plane_toleration")
	finding := {
		"msg": $"{input.workload.title} may run on control plane nodes",
		"at": toleration.at,
	}
}

admits(toleration) if toleration.key in parameter.value("workload/control_plane_toleration", "taints")

# A toleration without a key is one of every taint; that of the control plane keeps pods from being scheduled.
admits(toleration) if {
	not toleration.key
	toleration.operator == "Exists"
	object.get(toleration, "effect", "NoSchedule") == "NoSchedule"
}
