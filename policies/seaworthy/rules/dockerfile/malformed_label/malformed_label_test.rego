package seaworthy.rules.dockerfile.malformed_label_test

import data.seaworthy.rules.dockerfile.malformed_label as rule
import data.seaworthy.testing

told(type) := {"dockerfile/malformed_label": {"schema": {"team": type}}}

labelled(fields) := testing.dockerfile({"instructions": {"label": [testing.instruction(object.union(
	{"name": "team", "value": "x", "state": "literal"},
	fields,
))]}})

test_reports[note] if {
	some note, [type, fault] in {
		"a mail address": ["email", "is no mail address"],
		"a commit": ["hash", "is no commit"],
		"a time": ["rfc3339", "is no RFC 3339 time"],
		"a version": ["semver", "is no semantic version"],
		"a licence": ["spdx", "is no SPDX licence expression"],
		"a URL": ["url", "is no URL"],
		"a text": ["text", "is empty"],
	}
	rule.deny == {{"msg": $"label team {fault}", "at": "steps/1"}} with input as labelled({})
		with data.seaworthy.parameters as told(type)
}

test_does_not_report[note] if {
	some note, [type, fields] in {
		"a value that fits": ["semver", {"formats": ["semver", "text"]}],
		"raw text": ["rawtext", {"value": ""}],
		"a type that there is not": ["colour", {}],
		"a value that nobody knows": ["url", {"state": "unresolved"}],
		"another label": ["url", {"name": "owner"}],
		"a stage that nothing ships": ["url", {"shipped": false}],
	}
	rule.deny == set() with input as labelled(fields)
		with data.seaworthy.parameters as told(type)
}

test_without_a_schema_every_value_fits if {
	rule.deny == set() with input as labelled({})
}
