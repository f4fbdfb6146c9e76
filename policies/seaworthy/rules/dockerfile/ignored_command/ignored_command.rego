# METADATA
# title: CMD is ignored by a shell-form ENTRYPOINT
# description: |
#   CMD gives the arguments of ENTRYPOINT. In shell form the entrypoint is a whole script, which takes none unless it reads
#   `$0` and `$@`: the CMD beside it does nothing, and so do arguments given to `docker run`. Windows has no list of
#   arguments but one line, to which the CMD is appended: images of Windows are left out.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#understand-how-cmd-and-entrypoint-interact
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict]
#   remediation: |
#     Write ENTRYPOINT as a JSON array, or move the arguments into it.
package seaworthy.rules.dockerfile.ignored_command

deny contains finding if {
	some stage in input.dockerfile.stages
	not stage.windows
	entrypoint := stage.effective.entrypoint
	entrypoint.form != "exec"
	not entrypoint.reads_arguments
	command := stage.effective.cmd
	finding := {
		"msg": "CMD does nothing: the ENTRYPOINT of the stage is in shell form and takes no arguments",
		"at": command.at,
	}
}
