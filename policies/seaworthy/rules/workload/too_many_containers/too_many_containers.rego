# METADATA
# title: Pod holds more containers than allowed
# description: |
#   The containers of a pod are scaled, placed and restarted together, and share its network and its volumes: what is
#   put into one pod can no longer be kept apart.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/workloads/pods/#how-pods-manage-multiple-containers
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [opt-in]
#   aliases:
#     - kyverno:limit-containers-per-pod/limit-containers-per-pod
#   parameters:
#     maximum:
#       type: integer
#       default: 4
#       description: |
#         How many containers may run side by side in a pod; sidecars count.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Workloads to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Split the pod, unless its containers can only live together.
package seaworthy.rules.workload.too_many_containers

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.platform == "kubernetes"
	beside := count([container | some container in input.workload.containers; container.role in {"main", "sidecar"}])
	beside > parameter.value("workload/too_many_containers", "maximum")
	not workload.exempt_workload("workload/too_many_containers")
	finding := {
		"msg": $"{input.workload.title} runs {beside} containers side by side",
		"at": $"{input.workload.at}/containers",
	}
}
