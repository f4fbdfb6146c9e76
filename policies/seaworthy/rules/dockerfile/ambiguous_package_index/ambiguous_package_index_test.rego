package seaworthy.rules.dockerfile.ambiguous_package_index_test

import data.seaworthy.rules.dockerfile.ambiguous_package_index as rule
import data.seaworthy.testing

installing(fields) := testing.dockerfile({"acts": {"installs": [testing.instruction(object.union(
	{"kind": "language", "program": "pip", "manager": "pip", "title": "pip install"},
	fields,
))]}})

test_reports[note] if {
	some note, fields in {
		"a second index": {},
		"a stage that nothing ships": {"shipped": false},
	}
	second := {"second_index": "--extra-index-url", "second_index_at": "flag"}
	rule.deny == {{
		"msg": "pip install looks for the same names in a second index: --extra-index-url",
		"at": "flag",
	}} with input as installing(object.union(second, fields))
}

test_does_not_report[note] if {
	some note, document in {
		"one index": installing({}),
		"no install": testing.dockerfile({}),
	}
	rule.deny == set() with input as document
}
