# METADATA
# title: Pod asks for no resources at all
# description: |
#   A pod that asks for nothing is the first to be killed when a node runs short, and gets what others leave until then.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/#besteffort
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, reliability]
#   hides: [workload/missing_cpu_request, workload/missing_memory_request]
#   aliases:
#     - kyverno:require-qos-burstable/burstable
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Workloads to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Request at least the memory and CPU that the program normally uses.
package seaworthy.rules.workload.best_effort_pod

import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.platform == "kubernetes"
	count(input.workload.containers) > 0
	not sets_something
	not workload.exempt_workload("workload/best_effort_pod")
	finding := {
		"msg": $"{input.workload.title} asks for no CPU or memory",
		"at": $"{input.workload.at}/containers",
	}
}

sets_something if {
	some container in input.workload.containers
	some bound in ["requests", "limits"]
	some resource in ["cpu", "memory"]
	_ := workload.amount_of(container, bound, resource)
}
