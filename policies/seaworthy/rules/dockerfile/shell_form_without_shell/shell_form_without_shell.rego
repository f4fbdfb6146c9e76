# METADATA
# title: Shell form in an image without a shell
# description: |
#   Shell form means `/bin/sh -c`. An image made from scratch or distroless has no /bin/sh, so the container ends before it
#   starts: "no such file or directory".
#
#   Only bases that are known to have no shell are judged, and only where nothing that is copied may bring one.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#shell-form
#   - ref: https://github.com/GoogleContainerTools/distroless#entrypoints
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict]
#   hides: [dockerfile/shell_form_command, dockerfile/malformed_exec_form]
#   remediation: |
#     Write the command as a JSON array: `ENTRYPOINT ["/api"]`.
package seaworthy.rules.dockerfile.shell_form_without_shell

import data.seaworthy.lib.base_image
import data.seaworthy.lib.dockerfile

deny contains finding if {
	some stage in input.dockerfile.stages
	not stage.effective.shell_supplied
	some keyword, command in started[stage.index]
	command.form in {"shell", "broken_exec"}
	not command.shell_declared
	base_image.facts[stage.index].shell == false
	finding := {
		"msg": $"{keyword} needs a shell, and {dockerfile.origins[stage.index].base.text} has none",
		"at": command.at,
	}
}

# A CMD beside an ENTRYPOINT is an argument of it, and no shell reads it.
started[stage.index].CMD := command if {
	some stage in input.dockerfile.stages
	not stage.effective.entrypoint
	command := stage.effective.cmd
}

started[stage.index].ENTRYPOINT := command if {
	some stage in input.dockerfile.stages
	command := stage.effective.entrypoint
}

started[stage.index].HEALTHCHECK := command if {
	some stage in input.dockerfile.stages
	command := stage.effective.healthcheck
}
