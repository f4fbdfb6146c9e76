# METADATA
# title: File does not fit the compose specification
# description: |
#   Compose stops at a value of the wrong type or a key that it does not know, and a setting that is misspelt is
#   not in force.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/schema/compose-spec.json
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict, reliability]
#   aliases:
#     - dclint:invalid-schema
#   parameters:
#     allow_extensions:
#       type: boolean
#       default: true
#       description: Whether keys may begin with x-, which the specification leaves to everybody.
#   remediation: |
#     Correct the key or the value; what is only for you goes under a key that begins with `x-`.
package seaworthy.rules.compose.schema_violation

import data.seaworthy.lib.parameter

deny contains finding if {
	some violation in input.compose.violations
	finding := {
		"msg": violation.message,
		"at": violation.at,
	}
}

deny contains finding if {
	some key in input.compose.extensions
	parameter.value("compose/schema_violation", "allow_extensions") == false
	finding := {
		"msg": $"{key.name} is an extension, which nothing but its maker understands",
		"at": key.at,
	}
}
