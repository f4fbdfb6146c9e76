# METADATA
# title: Processes can gain privileges after they start
# description: |
#   Unless it is told not to, the kernel lets a process gain privileges by starting a setuid program or one with file
#   capabilities. One such file in the image, and images bring many, turns a foothold into root.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
#   - ref: https://docs.kernel.org/userspace-api/no_new_privs.html
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, pss-restricted, cis-docker, nsa]
#   aliases:
#     - pss:allowPrivilegeEscalation
#     - gatekeeper-library:k8spspallowprivilegeescalationcontainer
#     - kubesec:AllowPrivilegeEscalation
#     - kyverno:disallow-privilege-escalation/privilege-escalation
#     - checkov:CKV_K8S_20
#     - trivy:KSV-0001
#     - regolibrary:rule-allow-privilege-escalation
#     - kics:no_new_privileges_not_set
#     - docker-bench:check_5_26
#     - cis-docker:5.26
#     - kube-linter:privilege-escalation-container
#     - kube-linter:template:privilege-escalation-container
#   parameters:
#     report_unset:
#       type: boolean
#       default: true
#       description: |
#         Whether to report containers that say nothing, which may escalate.
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
#     Set `allowPrivilegeEscalation` to false, or the security option `no-new-privileges` with compose and docker.
package seaworthy.rules.workload.privilege_escalation_allowed

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some container in input.workload.containers
	message := fault(container)
	not workload.exempt("workload/privilege_escalation_allowed", container)
	finding := {"msg": message, "at": $"{container.at}/privilege_escalation"}
}

fault(container) := $"{container.title} allows its processes to gain privileges" if {
	container.privilege_escalation == true
}

fault(container) := $"{container.title} does not forbid its processes to gain privileges" if {
	not container.privilege_escalation
	not container.privilege_escalation == false
	not workload.is_unknown(container, "privilege_escalation")
	parameter.value("workload/privilege_escalation_allowed", "report_unset") == true
}
