# METADATA
# title: Pod does not say which AppArmor profile it wants
# description: |
#   Nodes with AppArmor apply the runtime's profile by themselves. Saying so keeps the pod off nodes without it.
# related_resources:
#   - ref: https://kubernetes.io/docs/tutorials/security/apparmor/
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [strict]
#   aliases:
#     - kubesec:ApparmorAny
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Set `appArmorProfile.type` to `RuntimeDefault`.
package seaworthy.rules.workload.missing_apparmor_profile

import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.platform == "kubernetes"
	not workload.runs_on_windows
	some subject in workload.subjects(workload.undeclared("workload/missing_apparmor_profile", "apparmor"))
	finding := {
		"msg": $"{subject.title} names no AppArmor profile",
		"at": $"{subject.at}/apparmor",
	}
}
