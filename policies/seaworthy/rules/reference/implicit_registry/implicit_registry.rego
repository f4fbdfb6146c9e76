# METADATA
# title: Image name leaves the registry open
# description: |
#   Docker takes `nginx` for docker.io/library/nginx. Podman, Buildah and CRI-O have a list of registries that whoever runs
#   the machine may write, and take the first one that has an image of the name: that one need not be yours.
# related_resources:
#   - ref: https://github.com/containers/image/blob/main/docs/containers-registries.conf.5.md
#   - ref: https://kubernetes.io/docs/concepts/containers/images/#image-names
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [opt-in]
#   remediation: |
#     Write the registry in front: `docker.io/library/nginx:1.27.4`.
package seaworthy.rules.reference.implicit_registry

deny contains finding if {
	some image in input.reference.images
	image.registry_implied
	image.role != "frontend"
	finding := {
		"msg": $"{image.text} does not say which registry it comes from",
		"at": image.at,
	}
}
