# METADATA
# title: Pod carries ephemeral containers
# description: |
#   A debug container shares the program's volumes and processes with tools that its image was kept free of. It stays
#   until the pod is gone, and a manifest that holds one has been copied from a cluster.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict]
#   aliases:
#     - kyverno:block-ephemeral-containers/block-ephemeral-containers
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Replace the pod when the debugging is done, and keep debug containers out of manifests.
package seaworthy.rules.workload.ephemeral_container

import data.seaworthy.lib.workload

deny contains finding if {
	some container in input.workload.containers
	container.role == "ephemeral"
	not workload.exempt("workload/ephemeral_container", container)
	finding := {
		"msg": $"{input.workload.title} carries {container.title} for debugging",
		"at": container.at,
	}
}
