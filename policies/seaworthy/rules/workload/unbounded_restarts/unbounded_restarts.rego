# METADATA
# title: Failing container is restarted without end
# description: |
#   A container that fails at once is started again and again: the fault is hidden, the host is kept busy, and the logs
#   fill up.
# related_resources:
#   - ref: https://docs.docker.com/engine/containers/start-containers-automatically/
#   - ref: https://docs.docker.com/reference/compose-file/services/#restart
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict, cis-docker]
#   aliases:
#     - kics:restart_policy_on_failure_not_set_to_5
#     - docker-bench:check_5_15
#     - cis-docker:5.15
#   parameters:
#     max_retries:
#       type: integer
#       default: 5
#       description: |
#         How often a container that fails may be restarted.
#     exact:
#       type: boolean
#       default: false
#       description: |
#         Whether it is to be that often, and not less.
#     report_always:
#       type: boolean
#       default: false
#       description: |
#         Whether always and unless-stopped count, which restart without end.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Workloads to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Restart on failure, a few times: on-failure:5.
package seaworthy.rules.workload.unbounded_restarts

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.platform in {"compose", "docker"}
	restarts
	not workload.exempt_workload("workload/unbounded_restarts")
	finding := {
		"msg": $"{input.workload.title} is restarted {restarts} when it fails",
		"at": $"{input.workload.at}/restart",
	}
}

retries := input.workload.restart.retries

is_bounded if retries > 0

restarts := "without end" if {
	input.workload.restart.policy in {"always", "unless_stopped"}
	parameter.value("workload/unbounded_restarts", "report_always") == true
} else := "without end" if {
	input.workload.restart.policy == "on_failure"
	not is_bounded
} else := $"up to {retries} times" if {
	input.workload.restart.policy == "on_failure"
	retries > parameter.value("workload/unbounded_restarts", "max_retries")
} else := $"up to {retries} times" if {
	input.workload.restart.policy == "on_failure"
	retries < parameter.value("workload/unbounded_restarts", "max_retries")
	parameter.value("workload/unbounded_restarts", "exact") == true
}
