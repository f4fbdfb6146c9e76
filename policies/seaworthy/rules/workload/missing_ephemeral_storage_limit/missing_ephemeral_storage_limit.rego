# METADATA
# title: Local storage is not limited
# description: |
#   Logs, scratch files and the writable layer of one pod fill the disk of the node, and the kubelet evicts its
#   neighbours to get space back.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#local-ephemeral-storage
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [reliability]
#   aliases:
#     - kube-score:container-ephemeral-storage-request-and-limit
#     - gatekeeper-library:k8scontainerephemeralstoragelimit
#   parameters:
#     fields:
#       type: array
#       items: {type: string}
#       default: [limit]
#       description: |
#         What is asked for: limit, request or both.
#     roles:
#       type: array
#       items: {type: string}
#       default: [main, init]
#       description: |
#         The roles of containers that are judged; a sidecar is an init container too.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Set a limit for ephemeral-storage, and a request where it is scarce.
package seaworthy.rules.workload.missing_ephemeral_storage_limit

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.platform == "kubernetes"
	some container in workload.judged("workload/missing_ephemeral_storage_limit")
	some field in parameter.value("workload/missing_ephemeral_storage_limit", "fields")
	not workload.amount_of(container, bounds[field].key, "ephemeral_storage")
	finding := {
		"msg": $"{container.title} {bounds[field].says}",
		"at": $"{container.at}/{bounds[field].key}/ephemeral-storage",
	}
}

bounds := {
	"limit": {"key": "limits", "says": "may fill the node's disk"},
	"request": {"key": "requests", "says": "requests no space on the node's disk"},
}
