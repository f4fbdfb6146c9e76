# METADATA
# title: Container joins the host's process namespace
# description: |
#   It sees every process of the node, may signal those of its own user, and reads their environment and files through
#   /proc: secrets of all containers there.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
#   - ref: https://docs.docker.com/reference/cli/docker/container/run/#pid
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict, pss-baseline, pss-restricted, cis-docker, nsa]
#   aliases:
#     - kube-linter:host-pid
#     - kube-linter:template:host-pid
#     - kubesec:HostPID
#     - checkov:CKV_K8S_17
#     - trivy:KSV-0010
#     - regolibrary:host-pid-privileges
#     - kics:host_namespace_is_shared
#     - docker-bench:check_5_16
#     - cis-docker:5.16
#     - gatekeeper-library:k8spsphostnamespace
#     - kyverno:disallow-host-namespaces/host-namespaces
#     - pss:hostNamespaces
#     - regolibrary:host-pid-ipc-privileges
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Leave the process namespace private.
package seaworthy.rules.workload.host_pid

import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.host.pid == true
	not workload.exempt_workload("workload/host_pid")
	finding := {
		"msg": $"{input.workload.title} sees and signals the host's processes",
		"at": $"{input.workload.at}/host/pid",
	}
}
