package seaworthy.rules.dockerfile.unexpected_label_test

import data.seaworthy.rules.dockerfile.unexpected_label as rule
import data.seaworthy.testing

told := {"dockerfile/unexpected_label": {"schema": {"team": "text"}}}

labelled(fields) := testing.dockerfile({"instructions": {"label": [testing.instruction(object.union(
	{"name": "owner", "value": "x", "state": "literal"},
	fields,
))]}})

test_reports_a_label_that_is_not_in_the_schema if {
	rule.deny == {{"msg": "label owner is not in the schema", "at": "steps/1"}} with input as labelled({})
		with data.seaworthy.parameters as told
}

test_does_not_report[note] if {
	some note, fields in {
		"a label of the schema": {"name": "team"},
		"a stage that nothing ships": {"shipped": false},
		"a key that a variable hides": {"name": "${KEY}"},
	}
	rule.deny == set() with input as labelled(fields)
		with data.seaworthy.parameters as told
}

test_without_a_schema_every_label_is_expected if {
	rule.deny == set() with input as labelled({})
}
