package seaworthy.rules.compose.missing_project_name_test

import data.seaworthy.rules.compose.missing_project_name as rule
import data.seaworthy.testing

test_reports_a_project_without_a_name if {
	rule.deny == {{
		"msg": "the project has no name, so the folder's decides which volumes it gets",
		"at": "files/0",
	}} with input as testing.compose({})
}

test_does_not_report[note] if {
	some note, facet in {
		"a name": {"name": {"text": "shop", "state": "literal", "at": "name"}},
		"a name from a variable": {"name": {"text": "${NAME}", "state": "unresolved", "at": "name"}},
		"a file that nobody can read": {"files": [{"path": "compose.yaml", "role": "main", "parse_error": "x", "at": "files/0"}]},
	}
	rule.deny == set() with input as testing.compose(facet)
}
