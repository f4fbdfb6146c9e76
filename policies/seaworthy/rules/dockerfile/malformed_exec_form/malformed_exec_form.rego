# METADATA
# title: Start command only looks like a JSON array
# description: |
#   Single quotes, a missing comma or one too many, and the builder takes the text for shell form without a word. The
#   container then starts a shell that looks for a program with a bracket in its name.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#exec-form
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict]
#   remediation: |
#     Write valid JSON with double quotes: `CMD ["api", "--port=8080"]`.
package seaworthy.rules.dockerfile.malformed_exec_form

import data.seaworthy.lib.dockerfile

deny contains finding if {
	some keyword, commands in dockerfile.single
	some command in commands
	command.form == "broken_exec"
	not command.superseded
	finding := {
		"msg": $"the array of {keyword} is no valid JSON, so a shell gets it as text",
		"at": command.at,
	}
}
