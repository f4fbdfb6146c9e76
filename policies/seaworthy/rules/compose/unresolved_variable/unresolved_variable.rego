# METADATA
# title: Variable has neither a value nor a default
# description: |
#   Compose puts an empty text there and goes on: `nginx:` for `nginx:${TAG}`, and the root of the host for
#   `${DATA}/`.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/12-interpolation.md
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [reliability]
#   parameters:
#     known:
#       type: array
#       items: {type: string}
#       default: []
#       description: Patterns of variables that are set wherever the project starts.
#   remediation: |
#     Give a default, `${NAME:-default}`, or let compose stop, `${NAME:?why it is needed}`.
package seaworthy.rules.compose.unresolved_variable

import data.seaworthy.lib.parameter

deny contains finding if {
	some variable in input.compose.variables
	not variable.resolved
	not variable.defaulted
	not variable.required
	not known(variable.name)
	finding := {
		"msg": $"nothing sets {variable.name}, and an empty text stands in for it",
		"at": variable.at,
	}
}

known(name) if {
	some pattern in parameter.value("compose/unresolved_variable", "known")
	glob.match(pattern, null, name)
}
