# METADATA
# title: Registry is frozen or shut down
# description: |
#   A registry that its owner gave up gets no new images, and so no fixes, and one day it stops to answer: then no machine
#   that has not pulled the image before can start it.
# related_resources:
#   - ref: https://kubernetes.io/blog/2023/02/06/k8s-gcr-io-freeze-announcement/
#   - ref: https://docs.github.com/en/packages/working-with-a-github-packages-registry/migrating-to-the-container-registry-from-the-docker-registry
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict]
#   aliases:
#     - kyverno:restrict-deprecated-registry/restrict-deprecated-registry
#     - regolibrary:rule-identify-old-k8s-registry
#   parameters:
#     registries:
#       type: object
#       default:
#         k8s.gcr.io: registry.k8s.io
#         gcr.io/google-containers: registry.k8s.io
#         gcr.io/google_containers: registry.k8s.io
#         docker.pkg.github.com: ghcr.io
#         docker.bintray.io: releases-docker.jfrog.io
#       description: |
#         Registries, or registries with the first folder of their images, and what took their place.
#   remediation: |
#     Take the image from the registry that took its place, after a look whether it has the same release.
package seaworthy.rules.reference.deprecated_registry

import data.seaworthy.lib.parameter

deny contains finding if {
	some image in input.reference.images
	some home in homes(image)
	successor := parameter.value("reference/deprecated_registry", "registries")[home]
	finding := {
		"msg": $"{image.text} comes from {home}, which gets no new images any more: use {successor}",
		"at": image.at,
	}
}

homes(image) := {image.registry, $"{image.registry}/{folder}"} if {
	folder := split(image.repository, "/")[0]
} else := {image.registry}
