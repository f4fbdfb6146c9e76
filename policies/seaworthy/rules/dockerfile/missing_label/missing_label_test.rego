package seaworthy.rules.dockerfile.missing_label_test

import data.seaworthy.rules.dockerfile.missing_label as rule
import data.seaworthy.testing

told := {"dockerfile/missing_label": {"schema": {"team": "text"}}}

labelled(stage) := testing.dockerfile({"stages": [testing.stage(stage)]})

test_reports[note] if {
	some note, stage in {
		"no label": {},
		"another label": {"effective": {"labels": {"owner": {"value": "x", "state": "literal", "at": "steps/1"}}}},
	}
	rule.deny == {{"msg": "the image has no label team", "at": "steps/0"}} with input as labelled(stage)
		with data.seaworthy.parameters as told
}

test_does_not_report[note] if {
	some note, stage in {
		"the label": {"effective": {"labels": {"team": {"value": "x", "state": "literal", "at": "steps/1"}}}},
		"a label whose value nobody knows": {"effective": {"labels": {"team": {"state": "unresolved", "at": "steps/1"}}}},
		"a stage that nothing ships": {"target": false},
	}
	rule.deny == set() with input as labelled(stage)
		with data.seaworthy.parameters as told
}

test_without_a_schema_nothing_is_missing if {
	rule.deny == set() with input as labelled({})
}
