package seaworthy.rules.dockerfile.duplicate_stage_name_test

import data.seaworthy.rules.dockerfile.duplicate_stage_name as rule
import data.seaworthy.testing

named(fields) := testing.dockerfile({"stages": [
	testing.stage({"name": "build"}),
	testing.stage(object.union({"index": 1, "at": "steps/1"}, fields)),
]})

test_reports[note] if {
	some note, fields in {"a name that a stage above has": {"name": "build", "name_taken": true}}
	rule.deny == {{"msg": "a stage above is called build already", "at": "steps/1/name"}} with input as named(fields)
}

test_does_not_report[note] if {
	some note, fields in {
		"another name": {"name": "test"},
		"no name": {},
	}
	rule.deny == set() with input as named(fields)
}
