# METADATA
# title: Container's logs are thrown away
# description: |
#   With the driver none nothing that the program prints is kept: after an incident there is nothing to read, and before
#   it nothing to raise an alarm.
# related_resources:
#   - ref: https://docs.docker.com/engine/logging/configure/
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict]
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Use a driver that keeps the logs, such as local, or one that ships them.
package seaworthy.rules.workload.logging_disabled

import data.seaworthy.lib.workload

deny contains finding if {
	some container in workload.judged("workload/logging_disabled")
	container.logging.driver == "none"
	finding := {
		"msg": $"{container.title} throws its logs away",
		"at": $"{container.at}/logging/driver",
	}
}
