# METADATA
# title: Mounted secret is written into the image
# description: |
#   A secret mount exists only while its RUN does, and that is its point. A command that copies the secret to a file, or hands
#   it to a tool that keeps it in its settings, puts it into the layer after all, where it stays.
# related_resources:
#   - ref: https://docs.docker.com/build/building/secrets/
#   - ref: https://docs.docker.com/reference/dockerfile/#run---mounttypesecret
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   remediation: |
#     Use the secret from the mount, or mount it where the tool looks for it, `target=/root/.npmrc`. What needs a file of its own
#     writes it to a tmpfs mount.
package seaworthy.rules.secret.secret_mount_persisted

deny contains finding if {
	some secret in input.secret.persisted
	finding := {
		"msg": $"{secret.command} writes the mounted secret {secret.mount} {place(secret)}",
		"at": secret.at,
	}
}

place(secret) := $"to {secret.file}, which stays in the image" if {
	secret.file
} else := "to its settings, which stay in the image"
