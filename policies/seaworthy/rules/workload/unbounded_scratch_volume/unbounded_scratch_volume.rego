# METADATA
# title: Scratch volume has no size limit
# description: |
#   An emptyDir without a limit grows until the node's disk is full and all its pods are driven off; in memory, it takes
#   the memory of the others.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/storage/volumes/#emptydir
#   - ref: https://docs.docker.com/engine/storage/tmpfs/
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [reliability]
#   aliases:
#     - kyverno:require-emptydir-requests-and-limits/check-emptydir-requests-limits
#   parameters:
#     accept_container_limit:
#       type: boolean
#       default: true
#       description: |
#         Whether a limit of ephemeral storage on each container that mounts the volume is enough, or one of memory for
#         a volume in memory.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Set `sizeLimit`, the size of the tmpfs, or a limit of ephemeral storage on the containers that mount it.
package seaworthy.rules.workload.unbounded_scratch_volume

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some container in input.workload.containers
	some mount in container.mounts
	mount.kind in {"scratch", "tmpfs"}
	not mount.size_limit
	not is_bounded(container, mount)
	not workload.exempt("workload/unbounded_scratch_volume", container)
	finding := {
		"msg": $"{input.workload.title} has a scratch volume without a limit, {name(mount)}",
		"at": object.get(mount, "declared_at", mount.at),
	}
}

name(mount) := mount.source if {
	mount.declared_at
} else := mount.target

is_bounded(container, mount) if {
	parameter.value("workload/unbounded_scratch_volume", "accept_container_limit") == true
	has_limit(container, mount.kind)
}

has_limit(container, "scratch") if container.limits.ephemeral_storage

has_limit(container, "tmpfs") if container.limits.memory

has_limit(_, "tmpfs") if input.workload.pod.limits.memory
