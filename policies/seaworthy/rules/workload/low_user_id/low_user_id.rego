# METADATA
# title: User id is one that the host may use itself
# description: |
#   Hosts give low numbers to their own accounts. A process that gets out of its container, or reaches a mount of the
#   host, is that account there and owns its files.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
#   - ref: https://man7.org/linux/man-pages/man7/user_namespaces.7.html
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict]
#   aliases:
#     - kubesec:RunAsUser
#     - trivy:KSV-0020
#     - checkov:CKV_K8S_40
#     - kube-score:container-security-context-user-group-id
#   parameters:
#     minimum:
#       type: integer
#       default: 10000
#       description: |
#         The lowest user id that is accepted.
#     report_unset:
#       type: boolean
#       default: true
#       description: |
#         Whether containers count whose user is left to the image.
#     allow_user_namespace:
#       type: boolean
#       default: true
#       description: |
#         Whether any user id is accepted in a user namespace of its own, where it is another on the node.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Run as a user id of 10000 or more, and give the files that the program writes to it.
package seaworthy.rules.workload.low_user_id

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some declared in workload.declarations("workload/low_user_id", "user")
	number(declared.value) < minimum
	not workload.mapped_away("workload/low_user_id")
	finding := {
		"msg": $"{declared.title} runs as user {declared.value.text}, and ids below {minimum} may be the host's",
		"at": declared.value.at,
	}
}

deny contains finding if {
	parameter.value("workload/low_user_id", "report_unset") == true
	not workload.mapped_away("workload/low_user_id")
	not workload.runs_on_windows
	some subject in workload.subjects(workload.undeclared("workload/low_user_id", "user"))
	finding := {
		"msg": $"{subject.title} leaves its user id to the image",
		"at": $"{subject.at}/user",
	}
}

minimum := parameter.value("workload/low_user_id", "minimum")

number(account) := account.id

number(account) := 0 if account.name == "root"
