# METADATA
# title: Pod names no system call filter
# description: |
#   Kubernetes starts containers without a filter for system calls, unless the pod names one or the node is set up to.
#   Then every call of the kernel can be tried, and with it every bug behind one.
# related_resources:
#   - ref: https://kubernetes.io/docs/tutorials/security/seccomp/
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, pss-restricted, nsa]
#   aliases:
#     - kube-score:container-seccomp-profile
#     - regolibrary:set-seccomp-profile
#     - regolibrary:linux-hardening
#     - checkov:CKV_K8S_31
#     - gatekeeper-library:k8spspseccomp
#     - gatekeeper-library:k8spspseccompv2
#     - kubesec:SeccompAny
#     - kyverno:restrict-seccomp-strict/check-seccomp-strict
#     - pss:seccompProfile_restricted
#     - regolibrary:set-seccomp-profile-RuntimeDefault
#     - trivy:KSV-0030
#     - trivy:KSV-0104
#   parameters:
#     accept_annotation:
#       type: boolean
#       default: true
#       description: |
#         Whether a profile in an annotation, which Kubernetes ignores since 1.27, is accepted.
#     exempt_windows:
#       type: boolean
#       default: true
#       description: |
#         Whether to leave pods for Windows alone, which know no such setting.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Set `seccompProfile` to type `RuntimeDefault` for the pod.
package seaworthy.rules.workload.missing_seccomp_profile

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.platform == "kubernetes"
	some subject in workload.subjects(unfiltered)
	finding := {
		"msg": $"{subject.title} names no seccomp profile",
		"at": $"{subject.at}/seccomp",
	}
}

unfiltered := [container |
	some container in input.workload.containers
	not is_filtered(container)
	not workload.exempt("workload/missing_seccomp_profile", container)
]

is_filtered(container) if {
	container.seccomp.source in sources
}

is_filtered(_) if {
	input.workload.pod.seccomp.source in sources
}

sources contains "field"

sources contains "annotation" if {
	parameter.value("workload/missing_seccomp_profile", "accept_annotation") == true
}
