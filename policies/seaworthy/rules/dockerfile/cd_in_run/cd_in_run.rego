# METADATA
# title: Build step changes directory by hand
# description: |
#   A cd holds until its RUN ends, so each further step has to find its way again, and a reader has to follow every command
#   to know where a file lands. WORKDIR holds from there on, for COPY and for the started program too.
# related_resources:
#   - ref: https://docs.docker.com/build/building/best-practices/#workdir
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [style, hadolint]
#   aliases:
#     - hadolint:DL3003
#     - trivy:DS-0013
#   remediation: |
#     Set WORKDIR before the step.
package seaworthy.rules.dockerfile.cd_in_run

deny contains finding if {
	some i, command in input.dockerfile.commands.cd
	not repeated[i]
	some directory in command.operands
	directory != "-"
	not contains(directory, "$")
	not contains(directory, "`")
	finding := {
		"msg": $"the step goes to {directory} by hand",
		"at": command.at,
	}
}

# The first cd of a step stands for all of them.
repeated contains i if {
	some i, command in input.dockerfile.commands.cd
	input.dockerfile.commands.cd[i - 1].step == command.step
}
