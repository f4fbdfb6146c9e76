# METADATA
# title: Log files grow without limit
# description: |
#   The json-file driver, which is the daemon's unless it is told otherwise, never rotates by itself: a program that
#   talks much fills the disk of the host.
# related_resources:
#   - ref: https://docs.docker.com/engine/logging/drivers/json-file/
#   - ref: https://docs.docker.com/engine/logging/configure/
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [reliability]
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Set max-size and max-file, or use the driver local, which rotates.
package seaworthy.rules.workload.unbounded_log_file

import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.platform in {"compose", "docker"}
	some container in workload.judged("workload/unbounded_log_file")
	not workload.is_unknown(container, "logging")
	driver(container) == "json-file"
	not is_bounded(container)
	finding := {
		"msg": $"{container.title} writes a log file without limit",
		"at": $"{container.at}/logging",
	}
}

driver(container) := declared if {
	declared := container.logging.driver
} else := "json-file"

is_bounded(container) if {
	size := container.logging.options["max-size"]
	size != "-1"
}
