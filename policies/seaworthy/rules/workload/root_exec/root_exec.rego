# METADATA
# title: Command is run in a container as root
# description: |
#   The image or whoever started the container chose another user. A command that is run as root leaves files that this
#   user cannot touch, and does what the container was not to be able to.
# related_resources:
#   - ref: https://docs.docker.com/reference/cli/docker/container/exec/
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict, cis-docker]
#   aliases:
#     - docker-bench:check_5_24
#     - cis-docker:5.24
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Leave the user out, and do what needs root when the image is built.
package seaworthy.rules.workload.root_exec

import data.seaworthy.lib.workload

deny contains finding if {
	some execution in input.workload.executions
	workload.is_root(execution.user)
	not workload.exempt_workload("workload/root_exec")
	finding := {
		"msg": $"{input.workload.title} runs a command as {execution.user.text}",
		"at": $"{execution.at}/user",
	}
}
