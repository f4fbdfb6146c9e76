package seaworthy.rules.dockerfile.index_update_alone_test

import data.seaworthy.rules.dockerfile.index_update_alone as rule
import data.seaworthy.testing

updating(fields) := testing.dockerfile({"acts": {"index_updates": [testing.instruction(object.union(
	{"title": "apt-get update", "manager": "apt"},
	fields,
))]}})

test_reports[note] if {
	some note, fields in {
		"an update that nothing uses": {"alone": true},
		"a stage that nothing ships": {"alone": true, "shipped": false},
	}
	rule.deny == {{
		"msg": "apt-get update stands without an install in the same RUN",
		"at": "steps/1",
	}} with input as updating(fields)
}

test_does_not_report[note] if {
	some note, document in {
		"an update that an install uses": updating({}),
		"no update": testing.dockerfile({}),
	}
	rule.deny == set() with input as document
}
