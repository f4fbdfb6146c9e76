# METADATA
# title: Nothing keeps the container from running as root
# description: |
#   Where the manifest asks for no user, the image decides, and most images that name none start as root. The next build
#   of the same image may bring root back without anybody noticing.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, pss-restricted, cis-docker, nsa]
#   aliases:
#     - pss:runAsNonRoot
#     - kubesec:RunAsNonRoot
#     - kyverno:require-run-as-nonroot/run-as-non-root
#     - kyverno:service-mesh-require-run-as-nonroot/run-as-non-root-istio
#     - checkov:CKV_K8S_23
#     - trivy:KSV-0012
#     - gatekeeper-library:k8spspallowedusers
#     - kube-linter:run-as-non-root
#     - kube-linter:template:run-as-non-root
#     - regolibrary:non-root-containers
#   parameters:
#     accept_user_id:
#       type: boolean
#       default: true
#       description: |
#         Whether a user other than root, without the requirement, is enough.
#     report_unknown_image:
#       type: boolean
#       default: true
#       description: |
#         Whether to report services of compose and docker, which have no such requirement, when their image decides the
#         user.
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
#     Require a non-root user in the manifest (`runAsNonRoot: true`), and give its number where the image names it by
#     word.
package seaworthy.rules.workload.possible_root_user

import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some subject in subjects
	finding := {
		"msg": $"{subject.title} may run as root, since nothing requires another user",
		"at": $"{subject.at}/non_root",
	}
}

deny contains finding if {
	parameter.value("workload/possible_root_user", "include_overridden") == true
	input.workload.pod.non_root == false
	not workload.exempt_workload("workload/possible_root_user")
	not workload.mapped_away("workload/possible_root_user")
	finding := {
		"msg": $"{input.workload.title} lets its containers run as root",
		"at": $"{input.workload.at}/pod/non_root",
	}
}

# The containers are named one by one where some start as root for certain, so that those are not told twice.
subjects := workload.each(unprotected) if {
	some container in unprotected
	workload.is_root(workload.effective(container, "user"))
} else := workload.subjects(unprotected)

unprotected := [container |
	some container in input.workload.containers
	not is_required(container)
	not has_other_user(container)
	not decided_by_image(container)
	not workload.is_unknown(container, "user")
	not workload.mapped_away("workload/possible_root_user")
	not workload.exempt("workload/possible_root_user", container)
]

is_required(container) if workload.effective(container, "non_root") == true

has_other_user(container) if {
	parameter.value("workload/possible_root_user", "accept_user_id") == true
	user := workload.effective(container, "user")
	not workload.is_root(user)
}

decided_by_image(container) if {
	not input.workload.platform == "kubernetes"
	parameter.value("workload/possible_root_user", "report_unknown_image") == false
	not container.user
}
