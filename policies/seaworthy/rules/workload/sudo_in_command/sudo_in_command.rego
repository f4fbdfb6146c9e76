# METADATA
# title: Container's command uses sudo
# description: |
#   sudo works only where the container may gain privileges and its user may become root, which is what a container
#   should not be able to. Then an intruder can do it as well.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
#   - ref: https://www.sudo.ws/docs/man/sudo.man/
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict]
#   aliases:
#     - regolibrary:sudo-in-container-entrypoint
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Start the container as the user that the command needs.
package seaworthy.rules.workload.sudo_in_command

import data.seaworthy.lib.workload

deny contains finding if {
	some command in workload.commands
	"sudo" in command.wrappers
	container := input.workload.containers[command.container]
	not workload.exempt("workload/sudo_in_command", container)
	finding := {
		"msg": $"{container.title} runs {command.program} with sudo",
		"at": command.at,
	}
}
