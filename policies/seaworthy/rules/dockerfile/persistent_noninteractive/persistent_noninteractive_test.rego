package seaworthy.rules.dockerfile.persistent_noninteractive_test

import data.seaworthy.rules.dockerfile.persistent_noninteractive as rule
import data.seaworthy.testing

with_frontend(value, stage) := testing.dockerfile({"stages": [testing.stage(object.union(
	stage,
	{"effective": {"environment": {"DEBIAN_FRONTEND": {"value": value, "at": "steps/1"}}}},
))]})

test_reports if {
	rule.deny == {{
		"msg": "DEBIAN_FRONTEND=noninteractive stays in the environment of the image",
		"at": "steps/1",
	}} with input as with_frontend("noninteractive", {})
}

test_does_not_report[note] if {
	some note, [value, stage] in {
		"a value that is put back": ["dialog", {}],
		"a value that is emptied": ["", {}],
		"a stage that nothing ships": ["noninteractive", {"target": false, "shipped": false}],
	}
	rule.deny == set() with input as with_frontend(value, stage)
}

test_a_file_that_sets_nothing_is_fine if {
	rule.deny == set() with input as testing.dockerfile({})
}
