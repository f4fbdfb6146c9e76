package seaworthy.rules.dockerfile.prompting_install_test

import data.seaworthy.rules.dockerfile.prompting_install as rule
import data.seaworthy.testing

parameters := {"dockerfile/prompting_install": {"managers": ["apt", "zypper"]}}

asking(fields) := testing.dockerfile({"acts": {"prompts": [testing.instruction(object.union(
	{"title": "apt-get install", "manager": "apt", "switch": "-y"},
	fields,
))]}})

found := {"msg": "apt-get install waits for an answer: it has no -y", "at": "steps/1"}

test_reports_with_a_fix_where_the_verb_is_written_out if {
	fix := {"safe": true, "edits": [{"act": "insert_after", "at": "steps/1/verb", "text": " -y"}]}
	rule.deny == {object.union(found, {"fix": fix})} with input as asking({"verb_at": "steps/1/verb"})
		with data.seaworthy.parameters as parameters
}

test_reports[note] if {
	some note, fields in {
		"a verb that a variable gives": {},
		"a stage that nothing ships": {"shipped": false},
	}
	rule.deny == {found} with input as asking(fields) with data.seaworthy.parameters as parameters
}

test_does_not_report[note] if {
	some note, document in {
		"nothing that asks": testing.dockerfile({}),
		"a family that is left out": asking({"manager": "dnf"}),
	}
	rule.deny == set() with input as document with data.seaworthy.parameters as parameters
}
