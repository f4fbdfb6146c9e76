# METADATA
# title: Shipped stage ends as root
# description: |
#   A process that breaks out of its container keeps its user id. As root it meets the host with root's rights on files,
#   on the kernel's interfaces and on whatever is mounted; as anyone else it has to find a second hole first.
#
#   The last USER of the shipped stage decides, also where it is inherited along FROM or comes from an ARG or ENV.
# related_resources:
#   - ref: https://docs.docker.com/build/building/best-practices/#user
#   - ref: https://docs.docker.com/reference/dockerfile/#user
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict, hadolint, cis-docker]
#   aliases:
#     - hadolint:DL3002
#     - checkov:CKV_DOCKER_8
#     - cis-docker:4.1
#     - trivy:DS-0002
#   remediation: |
#     End the shipped stage with a USER that names an unprivileged account, best by its number: `USER 65532`.
package seaworthy.rules.dockerfile.root_user

deny contains finding if {
	some stage in input.dockerfile.stages
	stage.target
	user := stage.effective.user
	user.root
	finding := {
		"msg": $"{stage.title} runs as {power(user)}: its last user is {user.text}",
		"at": user.at,
	}
}

power(user) := "administrator" if {
	regex.match(`(?i)^(.*\\)?(ContainerAdministrator|Administrator)$`, user.text)
} else := "root"
