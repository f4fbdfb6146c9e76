# METADATA
# title: Pod names no group for its volumes
# description: |
#   A volume then keeps the owner that its storage gave it, and what cannot write there tends to be run as root in the
#   end.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [opt-in]
#   aliases:
#     - regolibrary:set-fsgroup-value
#   parameters:
#     only_with_volumes:
#       type: boolean
#       default: true
#       description: |
#         Whether only pods that mount a volume are judged whose owner Kubernetes can set: a claim or a disk.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Set `fsGroup` to the group that the program runs with.
package seaworthy.rules.workload.missing_fs_group

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.platform == "kubernetes"
	not input.workload.pod.filesystem_group
	not workload.runs_on_windows
	judged
	not workload.exempt_workload("workload/missing_fs_group")
	finding := {
		"msg": $"{input.workload.title} names no group for its volumes",
		"at": $"{input.workload.at}/pod/filesystem_group",
	}
}

judged if parameter.value("workload/missing_fs_group", "only_with_volumes") == false

judged if workload.mounts_owned_volume
