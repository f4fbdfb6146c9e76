# METADATA
# title: Top-level key version does nothing
# description: |
#   The key once chose between formats. Compose ignores it and says so at every command, and whoever reads it may
#   think that it still decides something.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/04-version-and-name.md#version-top-level-element-obsolete
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [default, style]
#   aliases:
#     - dclint:no-version-field
#   remediation: |
#     Delete the key.
package seaworthy.rules.compose.obsolete_version_field

deny contains finding if {
	some file in input.compose.files
	place := file.version.at
	finding := {
		"msg": "compose ignores the key version",
		"at": place,
		"fix": {"safe": true, "edits": [{"act": "delete", "at": place}]},
	}
}
