# METADATA
# title: Memory is not limited
# description: |
#   A program that leaks, or is made to, takes memory until the kernel kills something to get some back, and that may be
#   any neighbour on the host.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
#   - ref: https://docs.docker.com/engine/containers/resource_constraints/#memory
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, cis-docker, nsa, reliability]
#   aliases:
#     - kubesec:LimitsMemory
#     - checkov:CKV_K8S_13
#     - trivy:KSV-0018
#     - regolibrary:resources-memory-limits
#     - kube-linter:unset-memory-requirements
#     - kics:memory_not_limited
#     - docker-bench:check_5_11
#     - cis-docker:5.11
#     - gatekeeper-library:k8scontainerlimits
#     - gatekeeper-library:k8srequiredresources
#     - kube-score:container-resources
#     - kyverno:require-qos-guaranteed/guaranteed
#     - kyverno:require-requests-limits/validate-resources
#     - regolibrary:resource-policies
#     - regolibrary:resources-memory-limit-and-request
#   parameters:
#     roles:
#       type: array
#       items: {type: string}
#       default: [main, init]
#       description: |
#         The roles of containers that are judged; a sidecar is an init container too.
#     platforms:
#       type: array
#       items: {type: string}
#       default: [kubernetes, compose, docker]
#       description: |
#         The platforms whose containers are judged.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Set a limit a little above what the program needs at its peak.
package seaworthy.rules.workload.missing_memory_limit

import data.seaworthy.lib.workload

deny contains finding if {
	some container in workload.judged("workload/missing_memory_limit")
	not workload.is_unknown(container, "limits")
	not workload.amount_of(container, "limits", "memory")
	finding := {
		"msg": $"{container.title} may use any amount of memory",
		"at": $"{container.at}/limits/memory",
	}
}
