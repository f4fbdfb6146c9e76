# METADATA
# title: Pod runs in the host's user namespace
# description: |
#   In a namespace of its own, root of the pod is nobody on the node, and most ways out of a container lead nowhere.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict]
#   aliases:
#     - kubesec:HostUsers
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Set `hostUsers` to false where nodes run Kubernetes 1.33 or later.
package seaworthy.rules.workload.missing_user_namespace

import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.platform == "kubernetes"
	not input.workload.user_namespace == "private"
	not shares_other_namespaces
	not workload.runs_on_windows
	not workload.exempt_workload("workload/missing_user_namespace")
	finding := {
		"msg": $"{input.workload.title} runs in the host's user namespace",
		"at": $"{input.workload.at}/user_namespace",
	}
}

# The API server refuses a user namespace together with these.
shares_other_namespaces if {
	some field in ["network", "pid", "ipc"]
	input.workload.host[field] == true
}
