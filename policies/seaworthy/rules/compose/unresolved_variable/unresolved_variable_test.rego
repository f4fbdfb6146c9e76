package seaworthy.rules.compose.unresolved_variable_test

import data.seaworthy.rules.compose.unresolved_variable as rule
import data.seaworthy.testing

told := {"compose/unresolved_variable": {"known": ["CI_*"]}}

using(fields) := testing.compose({"variables": [object.union({"name": "TAG", "at": "services/web/image"}, fields)]})

test_reports_a_variable_that_nothing_sets if {
	rule.deny == {{
		"msg": "nothing sets TAG, and an empty text stands in for it",
		"at": "services/web/image",
	}} with input as using({})
		with data.seaworthy.parameters as told
}

test_does_not_report[note] if {
	some note, fields in {
		"a value from an env file": {"resolved": true},
		"a default": {"defaulted": true},
		"one that compose asks for": {"required": true},
		"one that is known to be set": {"name": "CI_TAG"},
	}
	rule.deny == set() with input as using(fields)
		with data.seaworthy.parameters as told
}
