# METADATA
# title: Volume is mounted at or below /proc or /sys in the container
# description: |
#   The runtime covers parts of /proc and /sys before the program starts. A volume in the same place gets in the way of
#   that, and several escapes from runc began there.
# related_resources:
#   - ref: https://github.com/opencontainers/runc/security/advisories/GHSA-cgrx-mc8f-2prm
#   - ref: https://nvd.nist.gov/vuln/detail/CVE-2019-19921
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   parameters:
#     paths:
#       type: array
#       items: {type: string}
#       default: [/proc, /sys]
#       description: |
#         The directories of the container, with all below them.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Mount it elsewhere, and tell the program the path.
package seaworthy.rules.workload.mount_into_proc

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some container in input.workload.containers
	some mount in container.mounts
	some folder in parameter.value("workload/mount_into_proc", "paths")
	workload.below(mount.target, folder)
	not workload.exempt("workload/mount_into_proc", container)
	finding := {
		"msg": $"{container.title} mounts a volume over {mount.target}",
		"at": mount.at,
	}
}
