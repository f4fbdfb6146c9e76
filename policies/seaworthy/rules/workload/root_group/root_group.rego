# METADATA
# title: Container works with the root group
# description: |
#   Group 0 owns much of what lies in images and on volumes, and often may write there. A process that keeps the group
#   keeps that access, whoever its user is.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict]
#   aliases:
#     - trivy:KSV-0116
#     - kyverno:require-non-root-groups/check-fsgroup
#     - kyverno:require-non-root-groups/check-runasgroup
#     - kyverno:require-non-root-groups/check-supplementalgroups
#     - regolibrary:set-supplementalgroups-values
#     - kube-linter:run-as-non-root
#     - kube-linter:template:run-as-non-root
#     - regolibrary:non-root-containers
#   parameters:
#     fields:
#       type: array
#       items: {type: string}
#       default: [primary, supplementary, filesystem]
#       description: |
#         Which groups are judged: the primary one, those besides, and the one that volumes are given to.
#     report_unset:
#       type: boolean
#       default: false
#       description: |
#         Whether containers count whose primary group is left to the image, which mostly means root.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Name a group with a number other than 0: `runAsGroup`, `supplementalGroups` and `fsGroup` in Kubernetes, the
#     second half of `user` and `group_add` elsewhere.
package seaworthy.rules.workload.root_group

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some group in groups
	workload.is_root(group.account)
	finding := {"msg": $"{group.title} {group.fault}", "at": group.account.at}
}

deny contains finding if {
	"primary" in fields
	parameter.value("workload/root_group", "report_unset") == true
	not workload.runs_on_windows
	some subject in workload.subjects(workload.undeclared("workload/root_group", "group"))
	finding := {
		"msg": $"{subject.title} has the root group unless its image names another",
		"at": $"{subject.at}/group",
	}
}

fields := parameter.value("workload/root_group", "fields")

groups contains {"title": declared.title, "account": declared.value, "fault": "runs with the root group"} if {
	"primary" in fields
	some declared in workload.declarations("workload/root_group", "group")
}

groups contains {"title": declared.title, "account": account, "fault": "is also in the root group"} if {
	"supplementary" in fields
	some declared in workload.everywhere("workload/root_group", "supplementary_groups")
	some account in declared.value
}

groups contains {
	"title": input.workload.title,
	"account": input.workload.pod.filesystem_group,
	"fault": "gives its volumes to the root group",
} if {
	"filesystem" in fields
	not workload.exempt_workload("workload/root_group")
}
