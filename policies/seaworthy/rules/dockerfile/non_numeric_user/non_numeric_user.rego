# METADATA
# title: User is given by name only
# description: |
#   Whoever runs the image has only its configuration, not its account file. Kubernetes refuses to start a container under
#   `runAsNonRoot` when the user is a name: it can't prove that the name is not root's.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
#   - ref: https://docs.docker.com/reference/dockerfile/#user
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [strict, hadolint]
#   aliases:
#     - hadolint:DL3066
#   remediation: |
#     Write the number of the account, best with its group: `USER 10001:10001`.
package seaworthy.rules.dockerfile.non_numeric_user

deny contains finding if {
	some stage in input.dockerfile.stages
	stage.target
	user := stage.effective.user
	user.name
	not user.root
	not lower(user.name) in windows_accounts
	finding := {
		"msg": $"{stage.title} runs as {user.name}, a name that only the image itself can look up",
		"at": user.at,
	}
}

# Windows knows accounts by name alone.
windows_accounts := {"containeruser", "containeradministrator"}
