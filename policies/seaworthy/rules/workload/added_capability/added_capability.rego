# METADATA
# title: Container is given a capability beyond the allowed ones
# description: |
#   Each capability that is added opens a part of the kernel which containers are kept out of by default, and few are as
#   narrow as their names.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
#   - ref: https://man7.org/linux/man-pages/man7/capabilities.7.html
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [strict, pss-baseline, pss-restricted, cis-docker, nsa]
#   aliases:
#     - pss:capabilities_baseline
#     - kyverno:disallow-capabilities/adding-capabilities
#     - kyverno:disallow-capabilities-strict/adding-capabilities-strict
#     - kyverno:psp-restrict-adding-capabilities/allowed-capabilities
#     - kyverno:service-mesh-disallow-capabilities/adding-capabilities-istio-linkerd
#     - checkov:CKV_K8S_25
#     - trivy:KSV-0022
#     - docker-bench:check_5_4
#     - cis-docker:5.4
#     - gatekeeper-library:k8spspcapabilities
#     - kics:container_capabilities_unrestricted
#     - kube-linter:template:verify-container-capabilities
#     - pss:capabilities_restricted
#     - trivy:KSV-0106
#   parameters:
#     allowed:
#       type: array
#       items: {type: string}
#       default: [NET_BIND_SERVICE]
#       description: |
#         The capabilities that may be added, without CAP_; patterns such as `*` are understood.
#     exact_names:
#       type: boolean
#       default: false
#       description: |
#         Whether only plain upper-case names count, without CAP_, as the Pod Security admission of Kubernetes has it.
#     exempt_windows:
#       type: boolean
#       default: false
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
#     Add only capabilities on the list, or put the one that this program cannot do without on it, and drop the rest.
package seaworthy.rules.workload.added_capability

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some container in input.workload.containers
	some capability in container.capabilities.add
	not allowed(capability)
	not workload.exempt("workload/added_capability", container)
	finding := {
		"msg": $"{container.title} is given {capability.text}",
		"at": capability.at,
	}
}

allowed(capability) if {
	some pattern in parameter.value("workload/added_capability", "allowed")
	glob.match(pattern, null, name(capability))
}

name(capability) := capability.text if {
	parameter.value("workload/added_capability", "exact_names") == true
} else := capability.name
