# METADATA
# title: Container shares the host's cgroup namespace
# description: |
#   It sees the whole tree of control groups, and with SYS_ADMIN it writes to it: the way of a well-known escape.
# related_resources:
#   - ref: https://docs.docker.com/reference/cli/docker/container/run/#cgroupns
#   - ref: https://man7.org/linux/man-pages/man7/cgroup_namespaces.7.html
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [strict]
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Leave the namespace private.
package seaworthy.rules.workload.host_cgroup_namespace

import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.host.cgroup == true
	not workload.exempt_workload("workload/host_cgroup_namespace")
	finding := {
		"msg": $"{input.workload.title} shares the host's view of control groups",
		"at": $"{input.workload.at}/host/cgroup",
	}
}
