# METADATA
# title: Container shares the host's network
# description: |
#   A process in the host's network reaches what listens on the node's loopback alone, sees the node's traffic, and is
#   out of reach of network policies.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
#   - ref: https://docs.docker.com/engine/network/drivers/host/
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict, pss-baseline, pss-restricted, cis-docker, nsa]
#   aliases:
#     - kube-linter:host-network
#     - kube-linter:template:host-network
#     - kubesec:HostNetwork
#     - checkov:CKV_K8S_19
#     - trivy:KSV-0009
#     - regolibrary:host-network-access
#     - kics:shared_host_network_namespace
#     - docker-bench:check_5_10
#     - cis-docker:5.10
#     - gatekeeper-library:k8spsphostnetworkingports
#     - kyverno:disallow-host-namespaces/host-namespaces
#     - pss:hostNamespaces
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Publish the ports that are needed, and keep host networking for agents that look after the node itself.
package seaworthy.rules.workload.host_network

import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.host.network == true
	not workload.exempt_workload("workload/host_network")
	finding := {
		"msg": $"{input.workload.title} shares the host's network",
		"at": $"{input.workload.at}/host/network",
	}
}
