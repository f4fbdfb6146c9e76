# METADATA
# title: Mounts made in the container spread to the host
# description: |
#   With shared propagation, what the container mounts appears on the host as well. A container that may mount can put
#   files of its own over those that the host runs.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/storage/volumes/#mount-propagation
#   - ref: https://docs.docker.com/engine/storage/bind-mounts/#configure-bind-propagation
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict, cis-docker, nsa]
#   aliases:
#     - kics:volume_mounted_in_multiple_containers
#     - docker-bench:check_5_20
#     - cis-docker:5.20
#   parameters:
#     modes:
#       type: array
#       items: {type: string}
#       default: [shared, rshared]
#       description: |
#         The modes that are reported, by the names that Linux has for them: Bidirectional is rshared, HostToContainer
#         rslave.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Leave propagation private, or use slave mode (`HostToContainer`) where the container is to see what the host
#     mounts later.
package seaworthy.rules.workload.shared_mount_propagation

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some container in input.workload.containers
	some mount in container.mounts
	mount.propagation in parameter.value("workload/shared_mount_propagation", "modes")
	not workload.exempt("workload/shared_mount_propagation", container)
	finding := {
		"msg": $"{container.title} mounts {mount.target} with {mount.propagation} propagation",
		"at": $"{mount.at}/mountPropagation",
	}
}
