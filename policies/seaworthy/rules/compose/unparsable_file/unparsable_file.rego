# METADATA
# title: Compose file is not valid YAML
# description: |
#   Compose refuses the file, so nothing in it starts, and no other rule can look at it.
# related_resources:
#   - ref: https://yaml.org/spec/1.2.2/
# custom:
#   severity: high
#   since: v0.1.0
#   profiles: [default, strict, reliability]
#   aliases:
#     - dclint:invalid-yaml
#   remediation: |
#     Correct the syntax at the line that is named.
package seaworthy.rules.compose.unparsable_file

deny contains finding if {
	some file in input.compose.files
	reason := file.parse_error
	finding := {
		"msg": $"{file.path} is not valid YAML: {reason}",
		"at": $"{file.at}/parse_error",
	}
}
