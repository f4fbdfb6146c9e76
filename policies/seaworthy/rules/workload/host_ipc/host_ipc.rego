# METADATA
# title: Container joins the host's IPC namespace
# description: |
#   It reads and writes the shared memory and the message queues of the node's processes and of all others that joined.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
#   - ref: https://docs.docker.com/reference/cli/docker/container/run/#ipc
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict, pss-baseline, pss-restricted, cis-docker, nsa]
#   aliases:
#     - kube-linter:host-ipc
#     - kube-linter:template:host-ipc
#     - kubesec:HostIPC
#     - checkov:CKV_K8S_18
#     - trivy:KSV-0008
#     - regolibrary:host-ipc-privileges
#     - kics:shared_host_ipc_namespace
#     - docker-bench:check_5_17
#     - cis-docker:5.17
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
#     Leave the IPC namespace private, or share it between the two containers that need it.
package seaworthy.rules.workload.host_ipc

import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.host.ipc == true
	not workload.exempt_workload("workload/host_ipc")
	finding := {
		"msg": $"{input.workload.title} shares memory and message queues with the host",
		"at": $"{input.workload.at}/host/ipc",
	}
}
