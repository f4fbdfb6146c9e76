# METADATA
# title: System call filter is switched off
# description: |
#   The default filter blocks the system calls that containers do not need and that most kernel exploits start from.
#   Without it a process in the container reaches all of them.
# related_resources:
#   - ref: https://kubernetes.io/docs/tutorials/security/seccomp/
#   - ref: https://docs.docker.com/engine/security/seccomp/
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict, pss-baseline, pss-restricted, cis-docker, nsa]
#   aliases:
#     - pss:seccompProfile_baseline
#     - kyverno:restrict-seccomp/check-seccomp
#     - kubesec:SeccompUnconfined
#     - kics:default_seccomp_profile_disabled
#     - docker-bench:check_5_22
#     - cis-docker:5.22
#     - kubesec:SeccompAny
#     - kyverno:restrict-seccomp-strict/check-seccomp-strict
#     - pss:seccompProfile_restricted
#     - trivy:KSV-0030
#     - trivy:KSV-0104
#   hides: [workload/unreviewed_seccomp_profile]
#   parameters:
#     sources:
#       type: array
#       items: {type: string}
#       default: [field, annotation]
#       description: |
#         Where profiles count that are declared: in a field, in an annotation.
#     include_overridden:
#       type: boolean
#       default: false
#       description: |
#         Whether a pod's setting counts that every container of it overrides.
#     exempt_windows:
#       type: boolean
#       default: false
#       description: |
#         Whether to leave pods for Windows alone, which know no such setting.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Use `RuntimeDefault`, or leave the engine's default profile alone.
package seaworthy.rules.workload.unconfined_seccomp

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	not annotations_alone
	some declared in workload.declarations("workload/unconfined_seccomp", "seccomp")
	message := faults[declared.value.type]
	declared.value.source in sources
	finding := {"msg": $"{declared.title} {message}", "at": declared.value.at}
}

# Where no field counts, none overrides an annotation either.
deny contains finding if {
	annotations_alone
	some [title, key] in annotated
	message := faults[type_of(input.workload.annotations[key])]
	finding := {"msg": $"{title} {message}", "at": $"{input.workload.at}/annotations/{key}"}
}

sources := parameter.value("workload/unconfined_seccomp", "sources")

annotations_alone if sources == ["annotation"]

annotated contains [input.workload.title, "seccomp.security.alpha.kubernetes.io/pod"] if {
	not workload.exempt_workload("workload/unconfined_seccomp")
}

annotated contains [container.title, $"container.seccomp.security.alpha.kubernetes.io/{container.name}"] if {
	some container in input.workload.containers
	not workload.exempt("workload/unconfined_seccomp", container)
}

type_of(annotation) := "runtime_default" if {
	annotation in {"runtime/default", "docker/default"}
} else := "localhost" if {
	startswith(annotation, "localhost/")
} else := "unconfined" if {
	annotation == "unconfined"
} else := "other"

faults := {
	"unconfined": "switches the system call filter off",
	"other": "names a seccomp profile of no known type",
}
