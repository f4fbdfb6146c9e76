# METADATA
# title: Group id is one that the host may use itself
# description: |
#   Hosts give low numbers to their own groups, and those own devices, logs and sockets. A process that reaches the
#   host's files with such a group may use them.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict]
#   aliases:
#     - kubesec:RunAsGroup
#     - trivy:KSV-0021
#     - kube-score:container-security-context-user-group-id
#   parameters:
#     minimum:
#       type: integer
#       default: 10000
#       description: |
#         The lowest group id that is accepted.
#     report_unset:
#       type: boolean
#       default: true
#       description: |
#         Whether containers count whose group is left to the image.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Run with a group id of 10000 or more, and give the files that the program writes to it.
package seaworthy.rules.workload.low_group_id

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some declared in workload.declarations("workload/low_group_id", "group")
	number(declared.value) < minimum
	finding := {
		"msg": $"{declared.title} runs with group {declared.value.text}, and ids below {minimum} may be the host's",
		"at": declared.value.at,
	}
}

deny contains finding if {
	parameter.value("workload/low_group_id", "report_unset") == true
	not workload.runs_on_windows
	some subject in workload.subjects(workload.undeclared("workload/low_group_id", "group"))
	finding := {
		"msg": $"{subject.title} leaves its group id to the image",
		"at": $"{subject.at}/group",
	}
}

minimum := parameter.value("workload/low_group_id", "minimum")

number(account) := account.id

number(account) := 0 if account.name == "root"
