# METADATA
# title: Limit is far above the request
# description: |
#   A node whose pods may all use far more than they asked for throttles or kills them on the day when all of them do.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#requests-and-limits
#   - ref: https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [opt-in]
#   aliases:
#     - gatekeeper-library:k8scontainerratios
#     - kyverno:enforce-resources-as-ratio/check-memory-requests-limits
#     - kyverno:memory-requests-equal-limits/memory-requests-equal-limits
#     - kube-score:container-cpu-requests-equal-limits
#     - kube-score:container-memory-requests-equal-limits
#     - kube-score:container-resource-requests-equal-limits
#     - kube-score:container-ephemeral-storage-request-equals-limit
#     - kyverno:require-qos-guaranteed/guaranteed
#   parameters:
#     max_ratio:
#       type: object
#       default: {}
#       description: |
#         How many times its request a limit may be, by resource: `{memory: 1.5, cpu: 4}`.
#     report_unset:
#       type: boolean
#       default: false
#       description: |
#         Whether a container counts that sets only one of the two, or none.
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
#     Bring request and limit closer together.
package seaworthy.rules.workload.overcommitted_resource

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.platform == "kubernetes"
	some container in workload.judged("workload/overcommitted_resource")
	some resource, ratio in parameter.value("workload/overcommitted_resource", "max_ratio")
	field := workload.resource_field(resource)
	[limit, request] := [container.limits[field], container.requests[field]]
	workload.quantity(limit) > workload.quantity(request) * ratio
	finding := {
		"msg": $"{container.title} may use {limit} of {resource} and requests {request}",
		"at": $"{container.at}/limits/{resource}",
	}
}

deny contains finding if {
	input.workload.platform == "kubernetes"
	parameter.value("workload/overcommitted_resource", "report_unset") == true
	some container in workload.judged("workload/overcommitted_resource")
	some resource, _ in parameter.value("workload/overcommitted_resource", "max_ratio")
	some field in ["limits", "requests"]
	not container[field][workload.resource_field(resource)]
	finding := {
		"msg": $"{container.title} does not set both request and limit of {resource}",
		"at": $"{container.at}/{field}/{resource}",
	}
}
