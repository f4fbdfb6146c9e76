# METADATA
# title: CPU limit is set
# description: |
#   A CPU limit slows requests down even while the node has nothing else to do. Teams that give every container a
#   request share the CPUs by those, and drop the limits.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#how-pods-with-resource-limits-are-run
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [opt-in]
#   aliases:
#     - kyverno:forbid-cpu-limits/check-cpu-limits
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Take the limit away and keep the request.
package seaworthy.rules.workload.cpu_limit

import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.platform == "kubernetes"
	some container in workload.judged("workload/cpu_limit")
	limit := container.limits.cpu
	finding := {
		"msg": $"{container.title} has a CPU limit, {limit}",
		"at": $"{container.at}/limits/cpu",
	}
}
