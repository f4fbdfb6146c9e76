# METADATA
# title: Container keeps the runtime's default capabilities
# description: |
#   The default set lets a process forge packets, take over files of other users and enter other roots. Few programs
#   need any of that, and an intruder makes use of all.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
#   - ref: https://man7.org/linux/man-pages/man7/capabilities.7.html
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, pss-restricted, cis-docker, nsa]
#   aliases:
#     - kubesec:CapDropAll
#     - kubesec:CapDropAny
#     - trivy:KSV-0003
#     - trivy:KSV-0004
#     - kyverno:disallow-capabilities-strict/require-drop-all
#     - kyverno:drop-all-capabilities/require-drop-all
#     - kyverno:drop-cap-net-raw/require-drop-cap-net-raw
#     - checkov:CKV_K8S_37
#     - checkov:CKV_K8S_28
#     - regolibrary:drop-capability-netraw
#     - gatekeeper-library:k8spspcapabilities
#     - kics:container_capabilities_unrestricted
#     - kube-linter:drop-net-raw-capability
#     - kube-linter:template:verify-container-capabilities
#     - pss:capabilities_restricted
#     - trivy:KSV-0106
#   parameters:
#     required:
#       type: array
#       items: {type: string}
#       default: [ALL]
#       description: |
#         The capabilities that have to be dropped. Who drops ALL drops each.
#     any_drop_is_enough:
#       type: boolean
#       default: false
#       description: |
#         Whether a container that drops anything is accepted.
#     exact_names:
#       type: boolean
#       default: false
#       description: |
#         Whether only plain upper-case names count, without CAP_, as the Pod Security admission of Kubernetes has it.
#     exempt_windows:
#       type: boolean
#       default: true
#       description: |
#         Whether to leave pods for Windows alone, which know no such setting.
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
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Drop `ALL`, and add `NET_BIND_SERVICE` back if the program binds a port below 1024.
package seaworthy.rules.workload.undropped_capabilities

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some container in input.workload.containers
	dropped := names(container)
	not "ALL" in dropped
	missing := [name | some name in required; not name in dropped]
	count(missing) > 0
	not accepted(container)
	not workload.is_unknown(container, "capabilities")
	not workload.exempt("workload/undropped_capabilities", container)
	finding := {
		"msg": $"{container.title} {fault(missing)}",
		"at": $"{container.at}/capabilities/drop",
	}
}

required := parameter.value("workload/undropped_capabilities", "required")

names(container) := {capability.text | some capability in container.capabilities.drop} if {
	parameter.value("workload/undropped_capabilities", "exact_names") == true
} else := {capability.name | some capability in container.capabilities.drop}

accepted(container) if {
	parameter.value("workload/undropped_capabilities", "any_drop_is_enough") == true
	some _ in container.capabilities.drop
}

fault(missing) := "keeps the capabilities that the runtime gives by default" if {
	"ALL" in missing
} else := $"keeps {concat(", ", missing)}"
