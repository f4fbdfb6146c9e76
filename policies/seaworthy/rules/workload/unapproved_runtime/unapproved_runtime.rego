# METADATA
# title: Runtime class is not on the list
# description: |
#   The runtime decides how far a container is kept apart from its host: one that the team does not know may keep it
#   apart less, or not at all.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/containers/runtime-class/
#   - ref: https://docs.docker.com/engine/daemon/alternative-runtimes/
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [opt-in]
#   aliases:
#     - kyverno:restrict-runtimeclass/prodclass-or-expclass
#   parameters:
#     allowed:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Runtime classes, or runtimes, that may be named; patterns are understood. Without any, nothing is reported.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Workloads to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Name one of the allowed runtimes, or none.
package seaworthy.rules.workload.unapproved_runtime

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	count(parameter.value("workload/unapproved_runtime", "allowed")) > 0
	input.workload.runtime
	not is_allowed
	not workload.exempt_workload("workload/unapproved_runtime")
	finding := {
		"msg": $"{input.workload.title} names the runtime {input.workload.runtime}, which is not allowed",
		"at": $"{input.workload.at}/runtime",
	}
}

is_allowed if {
	some pattern in parameter.value("workload/unapproved_runtime", "allowed")
	glob.match(pattern, null, input.workload.runtime)
}
