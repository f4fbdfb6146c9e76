package seaworthy.rules.dockerfile.failure_ignored_test

import data.seaworthy.rules.dockerfile.failure_ignored as rule
import data.seaworthy.testing

act(fields) := testing.dockerfile({"acts": {"dropped_failures": [testing.instruction(object.union(
	{"title": "apt-get update"},
	fields,
))]}})

test_reports[note] if {
	some note, fields in {
		"one in a shipped stage": {},
		"a stage that nothing ships": {"shipped": false},
	}
	rule.deny == {{"msg": "the step goes on if apt-get update fails", "at": "steps/1"}} with input as act(fields)
}

test_does_not_report[note] if {
	some note, document in {"a file without any": testing.dockerfile({})}
	rule.deny == set() with input as document
}
