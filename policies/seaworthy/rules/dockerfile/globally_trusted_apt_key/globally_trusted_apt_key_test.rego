package seaworthy.rules.dockerfile.globally_trusted_apt_key_test

import data.seaworthy.rules.dockerfile.globally_trusted_apt_key as rule
import data.seaworthy.testing

trusting(fields) := testing.dockerfile({"acts": {"trusted_keys": [testing.instruction(object.union(
	{"by": "apt-key add"},
	fields,
))]}})

test_reports[note] if {
	some note, fields in {
		"a key": {},
		"a stage that nothing ships": {"shipped": false},
	}
	rule.deny == {{"msg": "apt-key add makes a key valid for every apt source", "at": "steps/1"}} with input as trusting(fields)
}

test_does_not_report[note] if {
	some note, document in {"a file without keys": testing.dockerfile({})}
	rule.deny == set() with input as document
}
