# METADATA
# title: Every start walks over all files of a volume
# description: |
#   With `fsGroup` and the default policy, owner and mode of each file are set anew whenever a pod starts. On a large
#   volume that takes minutes, in which the pod hangs.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#configure-volume-permission-and-ownership-change-policy-for-pods
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [reliability]
#   aliases:
#     - regolibrary:set-fsgroupchangepolicy-value
#   parameters:
#     only_with_fs_group:
#       type: boolean
#       default: true
#       description: |
#         Whether only pods are judged that name a group and mount a volume whose owner Kubernetes can set: a claim or a
#         disk.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Set `fsGroupChangePolicy` to `OnRootMismatch`.
package seaworthy.rules.workload.recursive_ownership_change

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.platform == "kubernetes"
	not input.workload.pod.change_policy == "OnRootMismatch"
	not workload.runs_on_windows
	judged
	not workload.exempt_workload("workload/recursive_ownership_change")
	finding := {
		"msg": $"{input.workload.title} has the owner of every file on its volumes set at each start",
		"at": place,
	}
}

judged if parameter.value("workload/recursive_ownership_change", "only_with_fs_group") == false

judged if {
	input.workload.pod.filesystem_group
	workload.mounts_owned_volume
}

place := $"{input.workload.at}/pod/change_policy" if {
	input.workload.pod.change_policy
} else := $"{input.workload.at}/pod/filesystem_group"
