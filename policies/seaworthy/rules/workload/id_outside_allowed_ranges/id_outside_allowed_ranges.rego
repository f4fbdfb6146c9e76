# METADATA
# title: User or group id lies outside the allowed ranges
# description: |
#   Where each tenant has user and group ids of its own, nobody reads another's volumes. An id from outside breaks that.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [opt-in]
#   aliases:
#     - gatekeeper-library:k8spspfsgroup
#     - kyverno:psp-check-supplemental-groups/supplementalgroup-ranges
#     - kyverno:validate-userid-groupid-fsgroup/validate-userid
#     - kyverno:validate-userid-groupid-fsgroup/validate-groupid
#     - kyverno:validate-userid-groupid-fsgroup/validate-fsgroup
#     - gatekeeper-library:k8spspallowedusers
#   parameters:
#     users:
#       type: array
#       items: {type: object}
#       default: []
#       description: |
#         The user ids that are allowed, as `{min: 1000, max: 1999}`, both included. None says that they are not judged.
#     groups:
#       type: array
#       items: {type: object}
#       default: []
#       description: |
#         The group ids that are allowed, as `{min: 1000, max: 1999}`, both included. None says that they are not
#         judged.
#     supplementary_groups:
#       type: array
#       items: {type: object}
#       default: []
#       description: |
#         The supplementary group ids that are allowed, as `{min: 1000, max: 1999}`, both included. None says that they
#         are not judged.
#     filesystem_groups:
#       type: array
#       items: {type: object}
#       default: []
#       description: |
#         The group ids of volumes that are allowed, as `{min: 1000, max: 1999}`, both included. None says that they are
#         not judged.
#     report_unset:
#       type: boolean
#       default: false
#       description: |
#         Whether what is left to the image or the platform counts as outside.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Choose ids from the ranges that are set aside for the workload.
package seaworthy.rules.workload.id_outside_allowed_ranges

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.platform == "kubernetes"
	some found in declared
	count(ranges(found.kind)) > 0
	not allowed(found)
	finding := {
		"msg": $"{found.title} has the {names[found.kind]} {found.account.text}, which is outside the allowed ranges",
		"at": found.account.at,
	}
}

deny contains finding if {
	input.workload.platform == "kubernetes"
	parameter.value("workload/id_outside_allowed_ranges", "report_unset") == true
	not workload.runs_on_windows
	some place in unset
	count(ranges(place.kind)) > 0
	finding := {
		"msg": $"{place.title} names no {names[place.kind]}, although there are allowed ranges",
		"at": place.at,
	}
}

names := {
	"users": "user id",
	"groups": "group id",
	"supplementary_groups": "supplementary group",
	"filesystem_groups": "volume group",
}

ranges(kind) := parameter.value("workload/id_outside_allowed_ranges", kind)

allowed(found) if {
	some range in ranges(found.kind)
	found.account.id >= object.get(range, "min", 0)
	found.account.id <= object.get(range, "max", found.account.id)
}

# The fields that containers may override, by parameter.
overridable := {"users": "user", "groups": "group"}

# The fields that only pods have, by parameter.
of_pod := {"supplementary_groups": "supplementary_groups", "filesystem_groups": "filesystem_group"}

declared contains {"kind": kind, "title": found.title, "account": found.value} if {
	some kind, field in overridable
	some found in workload.declarations("workload/id_outside_allowed_ranges", field)
}

declared contains {"kind": "supplementary_groups", "title": input.workload.title, "account": account} if {
	some account in input.workload.pod.supplementary_groups
	not workload.exempt_workload("workload/id_outside_allowed_ranges")
}

declared contains {
	"kind": "filesystem_groups",
	"title": input.workload.title,
	"account": input.workload.pod.filesystem_group,
} if {
	not workload.exempt_workload("workload/id_outside_allowed_ranges")
}

unset contains {"kind": kind, "title": subject.title, "at": $"{subject.at}/{field}"} if {
	some kind, field in overridable
	some subject in workload.subjects(workload.undeclared("workload/id_outside_allowed_ranges", field))
}

unset contains {"kind": kind, "title": input.workload.title, "at": $"{input.workload.at}/pod/{field}"} if {
	some kind, field in of_pod
	not input.workload.pod[field]
	not workload.exempt_workload("workload/id_outside_allowed_ranges")
}
