# METADATA
# title: Container uses an AppArmor profile that nobody has put on the list
# description: |
#   A profile of the node takes the place of the runtime's, and may allow what that forbids. A list says which were
#   looked at.
# related_resources:
#   - ref: https://kubernetes.io/docs/tutorials/security/apparmor/
#   - ref: https://docs.docker.com/engine/security/apparmor/
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [opt-in]
#   aliases:
#     - gatekeeper-library:k8spspapparmor
#     - trivy:KSV-0002
#   parameters:
#     allowed:
#       type: array
#       items: {type: string}
#       default: [RuntimeDefault]
#       description: |
#         The profiles that are accepted: `RuntimeDefault`, `Unconfined`, `Localhost/NAME`, or as annotations have them,
#         `runtime/default`, `localhost/NAME`. Patterns are understood.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Put the profile on the list once it is reviewed, or use `RuntimeDefault`.
package seaworthy.rules.workload.unreviewed_apparmor_profile

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some declared in workload.declarations("workload/unreviewed_apparmor_profile", "apparmor")
	not allowed(declared.value)
	finding := {
		"msg": $"{declared.title} uses {shown(declared.value)}, which is not among the allowed AppArmor profiles",
		"at": declared.value.at,
	}
}

shown(profile) := $"the AppArmor profile {profile.profile}" if {
	profile.profile
} else := $"the AppArmor type {profile.text}" if {
	profile.text
} else := "an AppArmor profile without a type"

allowed(profile) if {
	some pattern in parameter.value("workload/unreviewed_apparmor_profile", "allowed")
	some name in workload.profile_names(profile, "profile")
	glob.match(pattern, null, name)
}
