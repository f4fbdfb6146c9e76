# METADATA
# title: CPU is not limited
# description: |
#   A busy loop, or a miner that somebody brought along, takes every core of the host, and what else runs there crawls.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
#   - ref: https://docs.docker.com/engine/containers/resource_constraints/#cpu
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict, cis-docker]
#   aliases:
#     - kubesec:LimitsCPU
#     - checkov:CKV_K8S_11
#     - trivy:KSV-0011
#     - regolibrary:resources-cpu-limits
#     - kyverno:require-cpu-limits/check-cpu-limits
#     - kics:cpus_not_limited
#     - docker-bench:check_5_12
#     - cis-docker:5.12
#     - gatekeeper-library:k8scontainerlimits
#     - gatekeeper-library:k8srequiredresources
#     - kube-score:container-resources
#     - kyverno:require-qos-guaranteed/guaranteed
#     - regolibrary:resource-policies
#     - regolibrary:resources-cpu-limit-and-request
#   parameters:
#     accept_shares:
#       type: boolean
#       default: true
#       description: |
#         Whether CPU shares are enough, by which an engine gives each container its part when the host is busy.
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
#     Set a CPU limit; where throttling costs more than it saves, leave this rule out and see that every container
#     requests what it needs.
package seaworthy.rules.workload.missing_cpu_limit

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some container in workload.judged("workload/missing_cpu_limit")
	not workload.is_unknown(container, "limits")
	not workload.is_unknown(container, "cpu_shares")
	not workload.amount_of(container, "limits", "cpu")
	not has_accepted_shares(container)
	finding := {
		"msg": $"{container.title} may use every CPU",
		"at": $"{container.at}/limits/cpu",
	}
}

has_accepted_shares(container) if {
	container.cpu_shares > 0
	parameter.value("workload/missing_cpu_limit", "accept_shares") == true
}
