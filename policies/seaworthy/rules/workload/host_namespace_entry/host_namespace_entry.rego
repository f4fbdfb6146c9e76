# METADATA
# title: Container's command enters the host's namespaces
# description: |
#   With nsenter into process 1, or chroot into the host's files, a container stops being one: what follows runs on the
#   host, as root, and leaves no trace in the container.
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man1/nsenter.1.html
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
# custom:
#   severity: critical
#   since: v0.1.0
#   profiles: [default, strict]
#   parameters:
#     patterns:
#       type: array
#       items: {type: string}
#       default:
#         - "nsenter *-t 1 *"
#         - "nsenter *-t1 *"
#         - "nsenter *--target 1 *"
#         - "nsenter *--target=1 *"
#         - "nsenter */proc/1/ns/*"
#         - "chroot /host *"
#         - "chroot /rootfs *"
#         - "chroot /mnt/host *"
#         - "chroot /proc/1/root *"
#       description: |
#         Commands that enter the host, as patterns over the program without its path and its words, each followed by
#         one space.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Do the step in a service of the node, or with what the node's own tools offer, and not from a container.
package seaworthy.rules.workload.host_namespace_entry

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some command in workload.commands
	container := input.workload.containers[command.container]
	enters_host(command, container)
	not workload.exempt("workload/host_namespace_entry", container)
	finding := {
		"msg": $"{container.title} enters the host with {command.program}",
		"at": command.at,
	}
}

enters_host(command, _) if {
	line := workload.line(command)
	some pattern in parameter.value("workload/host_namespace_entry", "patterns")
	glob.match(pattern, null, line)
}

enters_host(command, container) if {
	command.program == "chroot"
	some mount in container.mounts
	mount.kind == "host_path"
	mount.source == "/"
	mount.target in command.words
}
