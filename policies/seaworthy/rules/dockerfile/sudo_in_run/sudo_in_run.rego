# METADATA
# title: Build step calls sudo
# description: |
#   A build step runs as whoever the last USER names, root unless one does, so sudo has nothing to add but a program with the
#   setuid bit in the shipped image, an environment that differs from the one written down, and signals that get lost.
# related_resources:
#   - ref: https://docs.docker.com/build/building/best-practices/#user
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict, hadolint]
#   aliases:
#     - hadolint:DL3004
#     - trivy:DS-0010
#     - checkov:CKV2_DOCKER_1
#   remediation: |
#     Drop sudo, and switch with USER around the steps that need root.
package seaworthy.rules.dockerfile.sudo_in_run

deny contains finding if {
	some command in input.dockerfile.commands.sudo
	finding := {
		"msg": "the step calls sudo, where USER decides already who runs it",
		"at": command.at,
	}
}
