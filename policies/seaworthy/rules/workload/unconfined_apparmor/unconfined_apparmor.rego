# METADATA
# title: AppArmor is switched off for the container
# description: |
#   The runtime's profile keeps a container from writing to /proc and /sys and from mounting, also when it has the
#   capability to. Without it one lock fewer stands before the host.
# related_resources:
#   - ref: https://kubernetes.io/docs/tutorials/security/apparmor/
#   - ref: https://docs.docker.com/engine/security/apparmor/
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, pss-baseline, pss-restricted, cis-docker, nsa]
#   aliases:
#     - pss:appArmorProfile
#     - kyverno:restrict-apparmor-profiles/app-armor
#     - kubesec:ApparmorUnconfined
#     - docker-bench:check_5_2
#     - cis-docker:5.2
#   hides: [workload/unreviewed_apparmor_profile]
#   parameters:
#     include_overridden:
#       type: boolean
#       default: false
#       description: |
#         Whether a pod's setting counts that every container of it overrides.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Use `RuntimeDefault`, or a profile that is loaded on the node.
package seaworthy.rules.workload.unconfined_apparmor

import data.seaworthy.lib.workload

deny contains finding if {
	some declared in workload.declarations("workload/unconfined_apparmor", "apparmor")
	message := fault(declared)
	finding := {"msg": message, "at": declared.value.at}
}

fault(declared) := $"{declared.title} switches AppArmor off" if {
	declared.value.type == "unconfined"
}

fault(declared) := $"{declared.title} names an AppArmor profile of no known type" if {
	declared.value.type == "other"
}
