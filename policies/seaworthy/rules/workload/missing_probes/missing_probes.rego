# METADATA
# title: Container has no probe of any kind
# description: |
#   The platform can tell neither when the container is ready nor when it hangs: a rollout goes on over broken pods, and
#   traffic goes to them.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, reliability]
#   hides: [workload/missing_readiness_probe, workload/missing_liveness_probe]
#   aliases:
#     - kyverno:require-pod-probes/validate-probes
#   parameters:
#     kinds:
#       type: array
#       items: {type: string}
#       default: [long_running]
#       description: |
#         The kinds of objects whose containers are judged; long_running stands for all that are not run to their end.
#     without_ports:
#       type: boolean
#       default: true
#       description: |
#         Whether containers count that declare no port. No traffic is sent to them, but one that hangs goes on hanging.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Begin with a readiness probe that tells when requests can be served.
package seaworthy.rules.workload.missing_probes

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.platform == "kubernetes"
	workload.of_kind(parameter.value("workload/missing_probes", "kinds"))
	some container in workload.judged("workload/missing_probes")
	container.role == "main"
	not container.probes
	serves(container)
	finding := {
		"msg": $"{container.title} has no probe of any kind",
		"at": container.at,
	}
}

serves(container) if container.ports

serves(_) if parameter.value("workload/missing_probes", "without_ports") == true
