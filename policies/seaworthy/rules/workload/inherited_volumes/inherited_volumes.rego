# METADATA
# title: Container takes over all mounts of another container
# description: |
#   With the other container's volumes come its sockets, its secrets and whatever is added to it later, and nobody who
#   reads this service sees them.
# related_resources:
#   - ref: https://docs.docker.com/reference/compose-file/services/#volumes_from
#   - ref: https://docs.docker.com/reference/cli/docker/container/run/#volumes-from
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict]
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Name the volumes that are shared, one by one.
package seaworthy.rules.workload.inherited_volumes

import data.seaworthy.lib.workload

deny contains finding if {
	some container in input.workload.containers
	some line in container.inherited_volumes
	not workload.exempt("workload/inherited_volumes", container)
	finding := {
		"msg": $"{container.title} takes over all volumes of {line.text}",
		"at": line.at,
	}
}
