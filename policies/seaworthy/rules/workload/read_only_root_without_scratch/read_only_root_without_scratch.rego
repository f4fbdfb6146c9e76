# METADATA
# title: Root filesystem is read-only but /tmp has no volume
# description: |
#   Most runtimes and libraries take it for granted that they can write to /tmp, and fail late and strangely where they
#   cannot.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
#   - ref: https://docs.docker.com/reference/cli/docker/container/run/#read-only
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [reliability]
#   parameters:
#     paths:
#       type: array
#       items: {type: string}
#       default: [/tmp]
#       description: |
#         The paths at which a container is to have something that it can write to.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Mount a tmpfs or an emptyDir at /tmp, and at /var/log if the program writes its logs there.
package seaworthy.rules.workload.read_only_root_without_scratch

import data.seaworthy.lib.parameter
import data.seaworthy.lib.phrase
import data.seaworthy.lib.workload

deny contains finding if {
	some container in input.workload.containers
	container.read_only_root == true
	not input.workload.os == "windows"
	missing := [path |
		some path in parameter.value("workload/read_only_root_without_scratch", "paths")
		not is_writable(container, path)
	]
	count(missing) > 0
	not workload.exempt("workload/read_only_root_without_scratch", container)
	finding := {
		"msg": $"{container.title} has a read-only root filesystem and nothing to write to at {phrase.list(missing)}",
		"at": $"{container.at}/read_only_root",
	}
}

is_writable(container, path) if {
	some mount in container.mounts
	workload.below(path, mount.target)
	not mount.read_only == true
}
