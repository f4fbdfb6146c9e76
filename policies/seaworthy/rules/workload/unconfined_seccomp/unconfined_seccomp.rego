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
	some declared in workload.declarations("workload/unconfined_seccomp", "seccomp")
	message := fault(declared)
	declared.value.source in parameter.value("workload/unconfined_seccomp", "sources")
	finding := {"msg": message, "at": declared.value.at}
}

fault(declared) := $"{declared.title} switches the system call filter off" if {
	declared.value.type == "unconfined"
}

fault(declared) := $"{declared.title} names a seccomp profile of no known type" if {
	declared.value.type == "other"
}
