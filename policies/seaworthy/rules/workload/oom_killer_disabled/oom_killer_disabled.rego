# METADATA
# title: Out-of-memory killer is switched off for the container
# description: |
#   When memory runs out the kernel has to end something. Where it may not end the container that used it up, it ends a
#   neighbour, or the host hangs.
# related_resources:
#   - ref: https://docs.docker.com/engine/containers/resource_constraints/#understand-the-risks-of-running-out-of-memory
#   - ref: https://docs.docker.com/reference/compose-file/services/#oom_kill_disable
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, reliability]
#   parameters:
#     minimum_score:
#       type: integer
#       default: -500
#       description: |
#         The lowest adjustment of the score by which the kernel chooses, from -1000 for never to 1000 for first.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Set a memory limit, and leave the choice to the kernel.
package seaworthy.rules.workload.oom_killer_disabled

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some container in workload.judged("workload/oom_killer_disabled")
	container.oom_disabled == true
	finding := {
		"msg": $"{container.title} switches the out-of-memory killer off for itself",
		"at": $"{container.at}/oom_disabled",
	}
}

deny contains finding if {
	some container in workload.judged("workload/oom_killer_disabled")
	container.oom_score < parameter.value("workload/oom_killer_disabled", "minimum_score")
	finding := {
		"msg": $"{container.title} is kept from the out-of-memory killer by a score of {container.oom_score}",
		"at": $"{container.at}/oom_score",
	}
}
