# METADATA
# title: Image of a moving tag may come from the node's cache
# description: |
#   Each node runs what the tag stood for when that node first pulled it, so the pods of one rollout may differ, and an
#   image that is there already is run by whoever may name it, pull rights or not.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy
#   - ref: https://docs.docker.com/reference/compose-file/services/#pull_policy
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict]
#   aliases:
#     - checkov:CKV_K8S_15
#     - kube-score:container-image-pull-policy
#     - kyverno:imagepullpolicy-always/imagepullpolicy-always
#     - regolibrary:image-pull-policy-is-not-set-to-always
#     - kube-linter:template:image-pull-policy
#     - cis-docker:5.28
#   parameters:
#     tags:
#       type: string
#       enum: [floating, any]
#       default: floating
#       description: |
#         Which tags are judged: those that move, or any.
#     floating_tags:
#       type: array
#       items: {type: string}
#       default: [latest]
#       description: |
#         The tags that move; an image without tag has one of them.
#     policies:
#       type: array
#       items: {type: string}
#       default: [Always]
#       description: |
#         The pull policies that are good, whatever their case.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Pin the digest, or pull always.
package seaworthy.rules.workload.stale_image_allowed

import data.seaworthy.lib.image_reference
import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	some container in workload.judged("workload/stale_image_allowed")
	not container.built
	not is_good(pull_policy(container))
	image := image_reference.parse(object.get(container, "image", ""))
	image.digest_state == "none"
	is_judged(image)
	finding := {
		"msg": $"{container.title} may run an old {image.text}, with the pull policy {pull_policy(container)}",
		"at": at(container),
	}
}

is_good(policy) if lower(policy) in {lower(good) | some good in parameter.value("workload/stale_image_allowed", "policies")}

# Compose's own words for an image that is built, or pulled again after a while.
is_good(policy) if policy in {"build", "daily", "weekly"}

is_good(policy) if startswith(policy, "every_")

is_judged(image) if {
	parameter.value("workload/stale_image_allowed", "tags") == "any"
	image.text != ""
}

is_judged(image) if {
	image.repository
	image.tag_state == "none"
}

is_judged(image) if image.tag in parameter.value("workload/stale_image_allowed", "floating_tags")

pull_policy(container) := policy if {
	policy := container.pull_policy
} else := "missing" if {
	input.workload.platform != "kubernetes"
} else := "Always" if {
	is_latest(image_reference.parse(object.get(container, "image", "")))
} else := "IfNotPresent"

is_latest(image) if image.tag == "latest"

is_latest(image) if image.tag_state == "none"

at(container) := $"{container.at}/pull_policy" if {
	container.pull_policy
} else := $"{container.at}/image"
