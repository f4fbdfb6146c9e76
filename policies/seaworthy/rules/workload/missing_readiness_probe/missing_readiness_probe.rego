# METADATA
# title: Traffic is sent before the container says it is ready
# description: |
#   Without a readiness probe a pod gets traffic from the moment its process starts, so every rollout loses the requests
#   that come too early.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [reliability]
#   aliases:
#     - kube-linter:no-readiness-probe
#     - kube-linter:template:readiness-probe
#     - checkov:CKV_K8S_9
#     - regolibrary:configured-readiness-probe
#     - gatekeeper-library:k8srequiredprobes
#     - kube-score:pod-probes
#   parameters:
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
#     Add a readiness probe that tells when requests can be served.
package seaworthy.rules.workload.missing_readiness_probe

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.platform == "kubernetes"
	workload.of_kind(parameter.value("workload/missing_readiness_probe", "kinds"))
	some container in workload.judged("workload/missing_readiness_probe")
	container.role == "main"
	not container.probes.readiness
	finding := {
		"msg": $"{container.title} has no readiness probe",
		"at": $"{container.at}/probes/readiness",
	}
}
