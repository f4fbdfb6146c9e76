package seaworthy.rules.compose.obsolete_version_field_test

import data.seaworthy.rules.compose.obsolete_version_field as rule
import data.seaworthy.testing

versioned(role) := testing.compose({"files": [{
	"path": "compose.yaml",
	"role": role,
	"version": {"name": "version", "at": "files/0/keys/0"},
	"at": "files/0",
}]})

test_reports[note] if {
	some note, role in {"the main file": "main", "an override": "override", "an included file": "include"}
	rule.deny == {{
		"msg": "compose ignores the key version",
		"at": "files/0/keys/0",
		"fix": {"safe": true, "edits": [{"act": "delete", "at": "files/0/keys/0"}]},
	}} with input as versioned(role)
}

test_does_not_report_a_file_without_it if {
	rule.deny == set() with input as testing.compose({})
}
