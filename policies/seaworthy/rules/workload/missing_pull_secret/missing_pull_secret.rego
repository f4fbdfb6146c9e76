# METADATA
# title: Pod names no pull secret for a private registry
# description: |
#   An image of a private registry is pulled only where the node holds a login for it, or the image itself: the pod
#   starts on one node and not on the next.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [opt-in]
#   aliases:
#     - kyverno:require-imagepullsecrets/check-for-image-pull-secrets
#   parameters:
#     public_registries:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         The registries that need no login.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone: selectors `field:pattern` over kind, namespace, name, label, runtime_class,
#         container, role and image. Several with a space between them must all match.
#   remediation: |
#     Name imagePullSecrets on the pod, or on its service account and exempt the pod.
package seaworthy.rules.workload.missing_pull_secret

import data.seaworthy.lib.image_reference
import data.seaworthy.lib.parameter
import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.platform == "kubernetes"
	not input.workload.pull_secrets
	some container in workload.judged("workload/missing_pull_secret")
	registry := image_reference.parse(container.image).registry
	not registry in parameter.value("workload/missing_pull_secret", "public_registries")
	finding := {
		"msg": $"{container.title} comes from {registry}, and its pod names no pull secret",
		"at": $"{container.at}/image",
	}
}
