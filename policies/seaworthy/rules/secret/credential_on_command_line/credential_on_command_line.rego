# METADATA
# title: Command is given a credential as an argument
# description: |
#   The words of a RUN are kept in the image's history as they are written. While the command runs every process of the host
#   can read them, and shells, build logs and crash reports write them down.
# related_resources:
#   - ref: https://docs.docker.com/build/building/secrets/
#   - ref: https://docs.docker.com/reference/cli/docker/login/#password-stdin
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict, cis-docker]
#   aliases:
#     - cis-docker:4.10
#     - docker-bench:check_4_10
#     - trivy:DS-0031
#   remediation: |
#     Mount the secret, and let the command read it from a file or standard input, `docker login --password-stdin < /run/secrets/registry`.
package seaworthy.rules.secret.credential_on_command_line

deny contains finding if {
	some argument in input.secret.arguments
	finding := {
		"msg": $"{argument.command} is given a credential by {argument.option}",
		"at": argument.at,
	}
}
