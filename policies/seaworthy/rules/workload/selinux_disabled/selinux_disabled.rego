# METADATA
# title: SELinux separation is switched off
# description: |
#   Without its label, or as spc_t, a container may touch every file of the host that its mounts reach, also those of
#   other containers.
# related_resources:
#   - ref: https://docs.docker.com/reference/cli/docker/container/run/#security-opt
#   - ref: https://docs.docker.com/engine/storage/bind-mounts/#configure-the-selinux-label
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict, cis-docker, nsa]
#   aliases:
#     - cis-docker:5.3
#   hides: [workload/custom_selinux_type]
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Relabel the volume with `:z` or `:Z` instead of giving up labels.
package seaworthy.rules.workload.selinux_disabled

import data.seaworthy.lib.workload

deny contains finding if {
	some declared in workload.declarations("workload/selinux_disabled", "selinux")
	declared.value.disabled == true
	finding := {
		"msg": $"{declared.title} switches SELinux separation off",
		"at": $"{declared.value.at}/disabled",
	}
}

deny contains finding if {
	some declared in workload.declarations("workload/selinux_disabled", "selinux")
	declared.value.type == "spc_t"
	finding := {
		"msg": $"{declared.title} runs as spc_t, which SELinux does not confine",
		"at": $"{declared.value.at}/type",
	}
}
