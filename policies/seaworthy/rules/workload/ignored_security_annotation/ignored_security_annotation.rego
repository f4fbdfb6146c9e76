# METADATA
# title: Security annotation has no effect any more
# description: |
#   Since Kubernetes 1.27, seccomp profiles in annotations are ignored. The pod runs without the filter that its
#   manifest seems to ask for.
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/labels-annotations-taints/#seccomp-security-alpha-kubernetes-io-pod
#   - ref: https://kubernetes.io/docs/tutorials/security/seccomp/
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, reliability]
#   parameters:
#     kubernetes_version:
#       type: string
#       default: latest
#       description: |
#         The version that runs the pods, such as 1.26; latest for any from 1.27 on.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Move the setting to `securityContext.seccompProfile`.
package seaworthy.rules.workload.ignored_security_annotation

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some declared in workload.everywhere("workload/ignored_security_annotation", "seccomp")
	declared.value.source == "annotation"
	ignored
	finding := {
		"msg": $"{declared.title} has its seccomp profile in an annotation, which Kubernetes ignores since 1.27",
		"at": declared.value.at,
	}
}

version := parameter.value("workload/ignored_security_annotation", "kubernetes_version")

ignored if version == "latest"

ignored if to_number(split(version, ".")[1]) >= 27
