# METADATA
# title: Start command is wrapped in a shell
# description: |
#   In shell form the engine starts `/bin/sh -c`, and the shell becomes process 1. It does not pass the stop signal on,
#   so the program is killed after the grace period instead of ending its work, and arguments given to the container are
#   lost.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#shell-and-exec-form
#   - ref: https://docs.docker.com/reference/build-checks/json-args-recommended/
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [default, strict, hadolint, buildkit]
#   aliases:
#     - hadolint:DL3025
#     - buildkit:JSONArgsRecommended
#   parameters:
#     instructions:
#       type: array
#       items: {type: string, enum: [CMD, ENTRYPOINT, HEALTHCHECK]}
#       default: [CMD, ENTRYPOINT]
#       description: |
#         Instructions that are judged. HEALTHCHECK is not by default: it gets no signals, and its documented form is
#         the shell's.
#   remediation: |
#     Write the command as a JSON array, `CMD ["api", "--port=8080"]`; or declare SHELL to show that the shell is meant.
package seaworthy.rules.dockerfile.shell_form_command

import data.seaworthy.lib.dockerfile
import data.seaworthy.lib.parameter

deny contains finding if {
	some keyword in parameter.value("dockerfile/shell_form_command", "instructions")
	some command in dockerfile.single[keyword]
	command.form == "shell"
	not command.shell_declared
	not command.superseded
	finding := {
		"msg": $"{keyword} in shell form puts a shell in front of the program",
		"at": command.at,
	}
}
