# METADATA
# title: Compose project has no name
# description: |
#   Compose takes the name of the folder, and with it go the names of containers, networks and volumes: two
#   checkouts in folders of one name share their volumes, and a folder that is renamed loses them.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/04-version-and-name.md#name-top-level-element
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [style]
#   aliases:
#     - dclint:require-project-name-field
#   remediation: |
#     Set `name` at the top of the file.
package seaworthy.rules.compose.missing_project_name

deny contains finding if {
	some file in input.compose.files
	file.role == "main"
	not file.parse_error
	not input.compose.name
	finding := {
		"msg": "the project has no name, so the folder's decides which volumes it gets",
		"at": file.at,
	}
}
