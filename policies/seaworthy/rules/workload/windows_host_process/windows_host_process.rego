# METADATA
# title: Windows container runs as a host process
# description: |
#   A HostProcess container is a process of the node: it has the node's network and files, and nothing stands between
#   the two.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict, pss-baseline, pss-restricted, nsa]
#   aliases:
#     - pss:windowsHostProcess
#     - gatekeeper-library:k8spsphostprocess
#     - kyverno:disallow-host-process/host-process-containers
#     - trivy:KSV-0103
#     - regolibrary:set-hostprocess-true
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Leave `hostProcess` out, and look after nodes with the node's own tools.
package seaworthy.rules.workload.windows_host_process

import data.seaworthy.lib.workload

deny contains finding if {
	some declared in workload.everywhere("workload/windows_host_process", "windows")
	declared.value.host_process == true
	finding := {
		"msg": $"{declared.title} runs as a process of the Windows host",
		"at": $"{declared.value.at}/hostProcess",
	}
}
