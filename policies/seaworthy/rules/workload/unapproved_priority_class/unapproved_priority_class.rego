# METADATA
# title: Pod claims a priority class it should not have
# description: |
#   The classes of the system put other workloads out and are not put out themselves: a workload that claims one takes
#   from the cluster's own parts what they need to run.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
#   - ref: https://kubernetes.io/docs/tasks/administer-cluster/guaranteed-scheduling-critical-addon-pods/
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict]
#   aliases:
#     - kube-linter:priority-class-name
#     - kube-linter:template:priority-class-name
#   parameters:
#     allowed:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         The classes that may be named; without any, all that are not forbidden.
#     forbidden:
#       type: array
#       items: {type: string}
#       default: [system-cluster-critical, system-node-critical]
#       description: |
#         The classes that may not be named.
#     exempt:
#       type: array
#       items: {type: string}
#       default: ["namespace:kube-system"]
#       description: |
#         Workloads to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Name one of the allowed classes, or none.
package seaworthy.rules.workload.unapproved_priority_class

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	class := input.workload.scheduling.priority_class
	not is_allowed(class)
	not workload.exempt_workload("workload/unapproved_priority_class")
	finding := {
		"msg": $"{input.workload.title} claims the priority class {class}",
		"at": $"{input.workload.at}/scheduling/priority_class",
	}
}

is_allowed(class) if {
	not class in parameter.value("workload/unapproved_priority_class", "forbidden")
	allowed := parameter.value("workload/unapproved_priority_class", "allowed")
	class in array.concat(allowed, [class | count(allowed) == 0])
}
