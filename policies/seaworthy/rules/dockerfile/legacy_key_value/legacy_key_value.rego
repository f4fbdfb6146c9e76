# METADATA
# title: ENV, ARG or LABEL without an equals sign
# description: |
#   The old form `ENV name value` sets one name, and takes the whole rest of the line for its value, what was meant as a second
#   pair included. Builders keep it for old files only. An ARG never had it: `ARG name value` declares two arguments.
# related_resources:
#   - ref: https://docs.docker.com/reference/build-checks/legacy-key-value-format/
#   - ref: https://docs.docker.com/reference/dockerfile/#env
# custom:
#   severity: info
#   since: v0.1.0
#   profiles: [style, buildkit]
#   aliases:
#     - buildkit:LegacyKeyValueFormat
#   remediation: |
#     Write `name=value`, with quotes around a value that has blanks.
package seaworthy.rules.dockerfile.legacy_key_value

deny contains object.union(
	{
		"msg": $"{keyword} {assignment.name} is written without an equals sign",
		"at": assignment.at,
	},
	fix(assignment),
) if {
	some [keyword, assignment] in legacy
}

legacy contains ["ENV", assignment] if {
	some assignment in input.dockerfile.instructions.env
	assignment.legacy
}

legacy contains ["LABEL", assignment] if {
	some assignment in input.dockerfile.instructions.label
	assignment.legacy
}

legacy contains ["ARG", assignment] if {
	some assignment in input.dockerfile.instructions.arg
	assignment.legacy
}

legacy contains ["ARG", assignment] if {
	some assignment in input.dockerfile.global_arguments
	assignment.legacy
}

fix(assignment) := {"fix": {"safe": true, "edits": [edit(assignment, "=")]}} if {
	assignment.modern == "plain"
} else := {"fix": {"safe": true, "edits": edits}} if {
	assignment.modern == "quoted"
	edits := [
		edit(assignment, `="`),
		{"act": "insert_after", "at": $"{assignment.at}/value", "text": `"`},
	]
} else := {}

edit(assignment, text) := {"act": "replace", "at": $"{assignment.at}/separator", "text": text}
