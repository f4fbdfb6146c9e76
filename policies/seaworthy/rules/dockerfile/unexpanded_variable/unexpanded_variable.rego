# METADATA
# title: Variable in a JSON command stays as it is written
# description: |
#   No shell reads the JSON form, and the builder substitutes nothing in CMD, ENTRYPOINT and HEALTHCHECK. The program gets
#   the dollar sign and the name.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#variable-substitution
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [default, strict]
#   remediation: |
#     Let the program read its environment, or call a shell: `CMD ["sh", "-c", "exec api --port=$PORT"]`.
package seaworthy.rules.dockerfile.unexpanded_variable

deny contains finding if {
	some keyword in ["cmd", "entrypoint", "healthcheck"]
	some command in input.dockerfile.instructions[keyword]
	not command.superseded
	some variable in command.literal
	not passed_on(keyword, command)
	finding := {
		"msg": $"nothing expands {variable.text} in the array of {upper(keyword)}",
		"at": variable.at,
	}
}

# What CMD gives to a shell or to a script may yet be expanded there.
passed_on(keyword, command) if {
	keyword == "cmd"
	entrypoint := input.dockerfile.stages[command.stage].effective.entrypoint
	not runs_itself(entrypoint)
}

runs_itself(entrypoint) if {
	entrypoint.form == "exec"
	program := entrypoint.commands[0].program
	not program in shells
	not endswith(program, ".sh")
	not contains(program, "entrypoint")
}

shells := {"sh", "bash", "ash", "dash", "zsh", "ksh"}
