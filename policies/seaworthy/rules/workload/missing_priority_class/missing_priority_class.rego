# METADATA
# title: Pod names no priority class
# description: |
#   When the cluster is full all pods without a priority class are equal, and a batch job may keep out what the business
#   lives on.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [opt-in]
#   aliases:
#     - kyverno:require-pod-priorityclassname/check-priorityclassname
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Workloads to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Name a priority class in priorityClassName.
package seaworthy.rules.workload.missing_priority_class

import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.platform == "kubernetes"
	not input.workload.scheduling.priority_class
	not workload.exempt_workload("workload/missing_priority_class")
	finding := {
		"msg": $"{input.workload.title} names no priority class",
		"at": $"{input.workload.at}/scheduling/priority_class",
	}
}
