# METADATA
# title: Image follows a moving tag
# description: |
#   `latest`, or no tag at all, names whatever was pushed last. The same file gives another image tomorrow: nobody
#   reviewed what will run, and nobody can tell what ran before. A digest beside the tag settles it.
# related_resources:
#   - ref: https://docs.docker.com/build/building/best-practices/#pin-base-image-versions
#   - ref: https://kubernetes.io/docs/concepts/containers/images/#image-names
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, hadolint]
#   hides: [reference/missing_digest]
#   aliases:
#     - hadolint:DL3006
#     - hadolint:DL3007
#     - trivy:DS-0001
#     - trivy:KSV-0013
#     - checkov:CKV_DOCKER_7
#     - checkov:CKV_K8S_14
#     - dockle:DKL-DI-0006
#     - dclint:service-image-require-explicit-tag
#     - kube-linter:latest-tag
#     - kube-score:container-image-tag
#     - gatekeeper-library:k8sdisallowedtags
#     - kyverno:disallow-latest-tag/require-image-tag
#     - kyverno:disallow-latest-tag/validate-image-tag
#   parameters:
#     tags:
#       type: array
#       items: {type: string}
#       default: [latest, edge, nightly, canary, dev, develop, main, master, unstable, rolling]
#       description: Tags that are moved from release to release.
#     exempt:
#       type: array
#       items: {type: string}
#       default: []
#       description: |
#         Patterns of images to leave alone, matched against the reference as written, its name (`nginx`) and its name
#         in full (`docker.io/library/nginx`). A star crosses slashes and colons.
#   remediation: |
#     Name a release tag, and pin it by digest: `nginx:1.27.4@sha256:…`.
package seaworthy.rules.reference.floating_tag

import data.seaworthy.lib.parameter
import data.seaworthy.lib.reference

deny contains finding if {
	some image in input.reference.images
	image.digest_state == "none"
	fault := fault_of(image)
	not reference.exempt("reference/floating_tag", image)
	finding := {
		"msg": $"{image.text} {fault}",
		"at": image.at,
	}
}

fault_of(image) := "has no tag, so it is whatever was pushed last as latest" if {
	image.tag_state == "none"
	not is_none(image)
} else := $"follows the tag {image.tag}, which moves with every push" if {
	image.tag in parameter.value("reference/floating_tag", "tags")
}

# A text in which no variable is left, and that still names no repository, is no image: nobody can pull it.
is_none(image) if {
	image.resolved == true
	not image.repository
}
