# METADATA
# title: Non-root is required of an image that names its user by word
# description: |
#   The kubelet holds the requirement against the image's user, and cannot know whether a word is root. It refuses to
#   start the container.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
#   - ref: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#security-context-1
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, reliability]
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Containers to leave alone, such as a network plugin's: selectors `field:pattern` over kind, namespace, name,
#         label, runtime_class, container, role and image. Several with a space between them must all match.
#   remediation: |
#     Add `runAsUser` with the number of the image's user, or make `USER` in the image a number.
package seaworthy.rules.workload.unverifiable_non_root_user

import data.seaworthy.data.named_users
import data.seaworthy.lib.image_reference
import data.seaworthy.lib.workload

deny contains finding if {
	input.workload.platform == "kubernetes"
	not workload.runs_on_windows
	some container in input.workload.containers
	workload.effective(container, "non_root") == true
	not workload.effective(container, "user")
	user := user_of(container.image)
	not workload.exempt("workload/unverifiable_non_root_user", container)
	finding := {
		"msg": $"{container.title} does not start, since its image's user is {user} and no number proves that to be non-root",
		"at": $"{container.at}/image",
	}
}

user_of(image) := users[min({i | some i, _ in users})] if {
	parsed := image_reference.parse(image)
	users := {i: entry.user |
		some i, entry in named_users
		some pattern in entry.images
		glob.match(pattern, null, $"{parsed.registry}/{parsed.repository}")
	}
	count(users) > 0
}
