# METADATA
# title: Container starts as user 0
# description: |
#   Root in a container is root of everything that the container is given: its files, its mounts, its capabilities.
#   Should the isolation fail, it is root of the node, unless user namespaces map it to somebody else.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict, pss-restricted, cis-docker, nsa]
#   aliases:
#     - pss:runAsUser
#     - kyverno:require-run-as-non-root-user/run-as-non-root-user
#     - trivy:KSV-0105
#     - gatekeeper-library:k8spspallowedusers
#     - kube-linter:run-as-non-root
#     - kube-linter:template:run-as-non-root
#   hides: [workload/possible_root_user]
#   parameters:
#     allow_user_namespace:
#       type: boolean
#       default: false
#       description: |
#         Whether root is accepted in a user namespace of its own, where it is nobody on the node.
#     include_overridden:
#       type: boolean
#       default: false
#       description: |
#         Whether a pod's setting counts that every container of it overrides.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Name a user with a number other than 0, one that the files in the image are readable for.
package seaworthy.rules.workload.root_user

import data.seaworthy.lib.workload

deny contains finding if {
	some declared in workload.declarations("workload/root_user", "user")
	workload.is_root(declared.value)
	not workload.mapped_away("workload/root_user")
	finding := {
		"msg": $"{declared.title} starts as user {declared.value.text}",
		"at": declared.value.at,
	}
}
