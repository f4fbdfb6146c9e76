# METADATA
# title: One probe serves as both readiness and liveness
# description: |
#   Readiness takes a pod out of the traffic until it has recovered, liveness kills it. Where both ask the same and give
#   up after the same time, a short overload restarts every pod instead of giving them rest.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [reliability]
#   aliases:
#     - kube-score:pod-probes-identical
#     - kyverno:validate-probes/validate-probes
#     - kube-score:pod-probes
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Let the liveness probe ask for less, or give up later.
package seaworthy.rules.workload.identical_probes

import data.seaworthy.lib.workload

deny contains finding if {
	some container in workload.judged("workload/identical_probes")
	asked(container.probes.liveness) == asked(container.probes.readiness)
	finding := {
		"msg": $"{container.title} has the same probe for liveness as for readiness",
		"at": $"{container.at}/probes/liveness",
	}
}

# What is asked, and how long a failure may last: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Probe
asked(probe) := object.union(
	{"timing": {"period": 10, "timeout": 1, "failure_threshold": 3}},
	object.remove(probe, ["at"]),
)
