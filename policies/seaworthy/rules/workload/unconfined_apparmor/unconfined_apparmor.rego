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
#     - kubesec:ApparmorAny
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

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some declared in declarations
	message := faults[declared.value.type]
	finding := {"msg": $"{declared.title} {message}", "at": declared.value.at}
}

# Where overridden settings count, every annotation does, whether a container has the name or a field of its own.
deny contains finding if {
	parameter.value("workload/unconfined_apparmor", "include_overridden") == true
	some key, annotation in input.workload.annotations
	startswith(key, "container.apparmor.security.beta.kubernetes.io/")
	not is_declared(key)
	message := faults[type_of(annotation)]
	not workload.exempt_workload("workload/unconfined_apparmor")
	finding := {
		"msg": $"an annotation of {input.workload.title} {message}",
		"at": $"{input.workload.at}/annotations/{key}",
	}
}

declarations := workload.declarations("workload/unconfined_apparmor", "apparmor")

# What is told by its container needs no second finding.
is_declared(key) if {
	some declared in declarations
	faults[declared.value.type]
	endswith(declared.value.at, $"/{key}")
}

type_of(annotation) := "runtime_default" if {
	annotation in {"", "runtime/default"}
} else := "localhost" if {
	startswith(annotation, "localhost/")
} else := "unconfined" if {
	annotation == "unconfined"
} else := "other"

faults := {
	"unconfined": "switches AppArmor off",
	"other": "names an AppArmor profile of no known type",
}
