# METADATA
# title: Hung container is never noticed
# description: |
#   A process that hangs without ending keeps its pod, and its share of the traffic, until somebody notices.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [reliability]
#   aliases:
#     - kube-linter:no-liveness-probe
#     - kube-linter:template:liveness-probe
#     - checkov:CKV_K8S_8
#     - regolibrary:configured-liveness-probe
#     - gatekeeper-library:k8srequiredprobes
#   parameters:
#     accept_startup:
#       type: boolean
#       default: false
#       description: |
#         Whether a startup probe is enough.
#     kinds:
#       type: array
#       items: {type: string}
#       default: [long_running]
#       description: |
#         The kinds of objects whose containers are judged; long_running stands for all that are not run to their end.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Add a liveness probe that fails only where a restart helps; without such a state the program needs none.
package seaworthy.rules.workload.missing_liveness_probe

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.platform == "kubernetes"
	workload.of_kind(parameter.value("workload/missing_liveness_probe", "kinds"))
	some container in workload.judged("workload/missing_liveness_probe")
	container.role == "main"
	not container.probes.liveness
	not has_accepted_startup(container)
	finding := {
		"msg": $"{container.title} has no liveness probe",
		"at": $"{container.at}/probes/liveness",
	}
}

has_accepted_startup(container) if {
	_ := container.probes.startup
	parameter.value("workload/missing_liveness_probe", "accept_startup") == true
}
