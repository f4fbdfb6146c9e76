# METADATA
# title: Container opts out of user namespaces
# description: |
#   The engine or the pod's platform would have mapped root to nobody. This container's root is the host's root.
# related_resources:
#   - ref: https://docs.docker.com/engine/security/userns-remap/
#   - ref: https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, cis-docker]
#   aliases:
#     - kics:shared_host_user_namespace
#     - docker-bench:check_5_31
#     - cis-docker:5.31
#     - kubesec:HostUsers
#   hides: [workload/missing_user_namespace]
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Take the opt-out back, and give the volume that made it necessary to the mapped user.
package seaworthy.rules.workload.host_user_namespace

import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.user_namespace == "host"
	not workload.exempt_workload("workload/host_user_namespace")
	finding := {
		"msg": $"{input.workload.title} asks for the host's user namespace",
		"at": $"{input.workload.at}/user_namespace",
	}
}
