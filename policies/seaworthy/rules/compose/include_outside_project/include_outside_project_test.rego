package seaworthy.rules.compose.include_outside_project_test

import data.seaworthy.rules.compose.include_outside_project as rule
import data.seaworthy.testing

told := {"compose/include_outside_project": {"keys": ["include", "env_file"]}}

reading(fields) := testing.compose({"readings": [object.union(
	{"key": "include", "text": "../base.yaml", "state": "literal", "outside": true, "at": "readings/0"},
	fields,
)]})

test_reports_a_path_that_leaves_the_folder if {
	rule.deny == {{
		"msg": "include reads ../base.yaml, which lies outside of the project",
		"at": "readings/0",
	}} with input as reading({})
		with data.seaworthy.parameters as told
}

test_does_not_report[note] if {
	some note, fields in {
		"a path inside": {"outside": false},
		"a key that is left out": {"key": "build.context"},
	}
	rule.deny == set() with input as reading(fields)
		with data.seaworthy.parameters as told
}
