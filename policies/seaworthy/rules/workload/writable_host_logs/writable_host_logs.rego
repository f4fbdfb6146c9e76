# METADATA
# title: Node's log directory is mounted writable
# description: |
#   The kubelet serves files below /var/log to whoever may read logs. A container that can write there plants a link to
#   any file of the node and reads it through the API, keys and other pods' secrets among them.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
#   - ref: https://kubernetes.io/docs/concepts/cluster-administration/system-logs/
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   hides: [workload/writable_host_path, workload/host_path_mount]
#   parameters:
#     paths:
#       type: array
#       items: {type: string}
#       default: [/var/log, /var/log/pods, /var/log/containers]
#       description: |
#         The directories of logs that the kubelet serves.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Mount it read-only: who collects logs has nothing to write there.
package seaworthy.rules.workload.writable_host_logs

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.platform == "kubernetes"
	some mounted in workload.host_paths
	mounted.path in parameter.value("workload/writable_host_logs", "paths")
	used := workload.writable(mounted)
	takers := workload.takers("workload/writable_host_logs", used)
	finding := {
		"msg": $"{takers} can write to the node's logs in {used.path}",
		"at": used.at,
	}
}
