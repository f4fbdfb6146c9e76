# METADATA
# title: Working directory points into /proc
# description: |
#   A process that starts in /proc/self/fd/N stands outside the container with runc before 1.1.12 (CVE-2024-21626), and
#   sees the host's files from there. No program has to start in /proc, /sys or /dev.
# related_resources:
#   - ref: https://github.com/opencontainers/runc/security/advisories/GHSA-xr7r-f8xq-vfvv
# custom:
#   severity: critical
#   since: v0.1.0
#   profiles: [default, strict]
#   parameters:
#     paths:
#       type: array
#       items: {type: string}
#       default: [/proc, /sys, /dev]
#       description: |
#         The directories, with all below them.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Use a directory of the image, and update runc.
package seaworthy.rules.workload.proc_working_directory

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some container in input.workload.containers
	some folder in parameter.value("workload/proc_working_directory", "paths")
	workload.below(container.working_directory, folder)
	not workload.exempt("workload/proc_working_directory", container)
	finding := {
		"msg": $"{container.title} starts in {container.working_directory}",
		"at": $"{container.at}/working_directory",
	}
}
