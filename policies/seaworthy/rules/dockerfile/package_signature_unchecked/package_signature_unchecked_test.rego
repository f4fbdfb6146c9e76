package seaworthy.rules.dockerfile.package_signature_unchecked_test

import data.seaworthy.rules.dockerfile.package_signature_unchecked as rule
import data.seaworthy.testing

switching(fields) := testing.dockerfile({"acts": {"unchecked_signatures": [testing.instruction(object.union(
	{"program": "dnf", "switch": "--nogpgcheck"},
	fields,
))]}})

test_reports[note] if {
	some note, fields in {
		"a switch": {},
		"a stage that nothing ships": {"shipped": false},
	}
	rule.deny == {{
		"msg": "dnf leaves signatures unchecked: --nogpgcheck",
		"at": "steps/1",
	}} with input as switching(fields)
}

test_does_not_report[note] if {
	some note, document in {"a file without switches": testing.dockerfile({})}
	rule.deny == set() with input as document
}
