# METADATA
# title: Command is run in a container with extended privileges
# description: |
#   What is run with `--privileged` has every right that the container's own settings were to keep from it, and a way to
#   the host with them.
# related_resources:
#   - ref: https://docs.docker.com/reference/cli/docker/container/exec/#privileged
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [strict, cis-docker]
#   aliases:
#     - docker-bench:check_5_23
#     - cis-docker:5.23
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Leave the flag out, and give the container the one capability that it needs when it is started.
package seaworthy.rules.workload.privileged_exec

import data.seaworthy.lib.workload

deny contains finding if {
	some execution in input.workload.executions
	execution.privileged == true
	not workload.exempt_workload("workload/privileged_exec")
	finding := {
		"msg": $"{input.workload.title} runs a command with extended privileges",
		"at": $"{execution.at}/privileged",
	}
}
