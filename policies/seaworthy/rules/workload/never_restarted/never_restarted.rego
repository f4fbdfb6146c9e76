# METADATA
# title: Container is not restarted when it dies
# description: |
#   One crash ends the service until somebody notices: compose and docker run restart nothing unless they are told, and
#   a pod is told not to with Never.
# related_resources:
#   - ref: https://docs.docker.com/engine/containers/start-containers-automatically/
#   - ref: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [reliability]
#   aliases:
#     - kube-linter:restart-policy
#     - kube-linter:template:restart-policy
#   parameters:
#     exempt_kinds:
#       type: array
#       items: {type: string}
#       default: [Job, CronJob]
#       description: |
#         Kinds of objects that are meant to run once.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Workloads to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Restart unless stopped, or on failure; keep Never, and no, for what is to run once, and exempt that.
package seaworthy.rules.workload.never_restarted

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	policy == "never"
	not input.workload.kind in parameter.value("workload/never_restarted", "exempt_kinds")
	not runs_once
	not workload.exempt_workload("workload/never_restarted")
	finding := {
		"msg": $"{input.workload.title} is not restarted when it dies",
		"at": $"{input.workload.at}/restart",
	}
}

policy := declared if {
	declared := input.workload.restart.policy
} else := workload.default_of("restart") if {
	not workload.any_unknown("restart")
}

# docker run --rm; what Kubernetes runs to its end is told by its kind.
runs_once if {
	input.workload.platform == "docker"
	input.workload.long_running == false
}
