# METADATA
# title: No CPU is requested
# description: |
#   The scheduler counts the container as free of cost, and when the node is busy it gets what others leave.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#requests-and-limits
#   - ref: https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [default, reliability]
#   aliases:
#     - kubesec:RequestsCPU
#     - checkov:CKV_K8S_10
#     - trivy:KSV-0015
#     - regolibrary:resources-cpu-requests
#     - kube-linter:unset-cpu-requirements
#     - gatekeeper-library:k8scontainerrequests
#     - gatekeeper-library:k8srequiredresources
#     - kube-score:container-resources
#     - kyverno:require-qos-guaranteed/guaranteed
#     - kyverno:require-requests-limits/validate-resources
#     - regolibrary:resources-cpu-limit-and-request
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
#     Request the CPU that the program normally uses.
package seaworthy.rules.workload.missing_cpu_request

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.platform == "kubernetes"
	some container in workload.judged("workload/missing_cpu_request")
	not workload.amount_of(container, "requests", "cpu")
	not has_counting_limit(container)
	not workload.covered_by_others(container, "cpu")
	finding := {
		"msg": $"{container.title} requests no CPU",
		"at": $"{container.at}/requests/cpu",
	}
}

has_counting_limit(container) if {
	_ := workload.amount_of(container, "limits", "cpu")
	parameter.value("workload/missing_cpu_request", "limit_counts") == true
}
