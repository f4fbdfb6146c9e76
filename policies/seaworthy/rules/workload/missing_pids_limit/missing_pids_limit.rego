# METADATA
# title: Number of processes is not limited
# description: |
#   A program that forks without end, by mistake or on purpose, uses up the process table of the host, and nothing can
#   be started there any more, not even a shell to stop it.
# related_resources:
#   - ref: https://docs.docker.com/reference/cli/docker/container/run/#options
#   - ref: https://docs.docker.com/reference/compose-file/services/#pids_limit
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [strict, cis-docker]
#   aliases:
#     - kics:pids_limit_not_set
#     - docker-bench:check_5_29
#     - cis-docker:5.29
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Set pids_limit, or --pids-limit, to a few times the number of processes and threads that the program has.
package seaworthy.rules.workload.missing_pids_limit

import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.platform in {"compose", "docker"}
	some container in workload.judged("workload/missing_pids_limit")
	not workload.is_unknown(container, "limits")
	not workload.amount_of(container, "limits", "pids")
	finding := {
		"msg": $"{container.title} may start any number of processes",
		"at": $"{container.at}/limits/pids",
	}
}
