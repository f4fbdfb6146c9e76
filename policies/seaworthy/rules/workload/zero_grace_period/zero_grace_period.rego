# METADATA
# title: Container is killed without time to stop
# description: |
#   With no time between the signal to stop and the kill, requests that are being served are lost, and so is what a
#   database has not written yet.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
#   - ref: https://docs.docker.com/reference/compose-file/services/#stop_grace_period
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, reliability]
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Workloads to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Leave the default, or set as long as the shutdown takes.
package seaworthy.rules.workload.zero_grace_period

import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.grace_period == 0
	not workload.exempt_workload("workload/zero_grace_period")
	finding := {
		"msg": $"{input.workload.title} is killed without time to stop",
		"at": $"{input.workload.at}/grace_period",
	}
}
