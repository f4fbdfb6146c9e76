# METADATA
# title: No memory is requested
# description: |
#   The scheduler puts the pod on any node, however full, and when that node runs out of memory the pod is among the
#   first to be evicted.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#requests-and-limits
#   - ref: https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [reliability]
#   aliases:
#     - kubesec:RequestsMemory
#     - checkov:CKV_K8S_12
#     - trivy:KSV-0016
#     - regolibrary:resources-memory-requests
#     - gatekeeper-library:k8scontainerrequests
#     - gatekeeper-library:k8srequiredresources
#     - kube-score:container-resources
#     - kyverno:require-qos-guaranteed/guaranteed
#     - kyverno:require-requests-limits/validate-resources
#     - regolibrary:resources-memory-limit-and-request
#   parameters:
#     limit_counts:
#       type: boolean
#       default: true
#       description: |
#         Whether a limit is enough, which the API server takes for the request where there is none.
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
#     Request the memory that the program normally uses.
package seaworthy.rules.workload.missing_memory_request

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.platform == "kubernetes"
	some container in workload.judged("workload/missing_memory_request")
	not workload.amount_of(container, "requests", "memory")
	not has_counting_limit(container)
	not workload.covered_by_others(container, "memory")
	finding := {
		"msg": $"{container.title} requests no memory",
		"at": $"{container.at}/requests/memory",
	}
}

has_counting_limit(container) if {
	_ := workload.amount_of(container, "limits", "memory")
	parameter.value("workload/missing_memory_request", "limit_counts") == true
}
