# METADATA
# title: Container runs under a control group of its own
# description: |
#   Limits that are set for the engine's group do not hold for a container that stands under another one.
# related_resources:
#   - ref: https://docs.docker.com/reference/cli/docker/container/run/#cgroup-parent
#   - ref: https://docs.docker.com/reference/compose-file/services/#cgroup_parent
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict, cis-docker]
#   aliases:
#     - kics:cgroup_not_default
#     - docker-bench:check_5_25
#     - cis-docker:5.25
#   parameters:
#     allowed:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         The parents that are accepted; patterns are understood.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Take `cgroup_parent` out, unless the group and its limits are looked after elsewhere.
package seaworthy.rules.workload.custom_cgroup_parent

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	parent := input.workload.cgroup_parent
	not contains(parent, "$")
	not allowed(parent)
	not workload.exempt_workload("workload/custom_cgroup_parent")
	finding := {
		"msg": $"{input.workload.title} runs under the control group {parent}",
		"at": $"{input.workload.at}/cgroup_parent",
	}
}

allowed(parent) if {
	some pattern in parameter.value("workload/custom_cgroup_parent", "allowed")
	glob.match(pattern, null, parent)
}
