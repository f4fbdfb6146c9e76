# METADATA
# title: /bin/sh is replaced by a link
# description: |
#   Every script of the base image that begins with #!/bin/sh then runs under a shell it was never tested with, and so do
#   those of packages that are installed later.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#shell
#   - ref: https://wiki.debian.org/Shell
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [style, hadolint]
#   aliases:
#     - hadolint:DL4005
#   remediation: |
#     Leave /bin/sh alone, and name the shell for RUN: `SHELL ["/bin/bash", "-o", "pipefail", "-c"]`.
package seaworthy.rules.dockerfile.relinked_shell

deny contains finding if {
	some program in {"ln", "cp", "mv"}
	some command in input.dockerfile.commands[program]
	command.operands[count(command.operands) - 1] in {"/bin/sh", "/usr/bin/sh"}
	count(command.operands) > 1
	finding := {
		"msg": $"{program} puts another shell in place of {command.operands[count(command.operands) - 1]}",
		"at": command.at,
	}
}
