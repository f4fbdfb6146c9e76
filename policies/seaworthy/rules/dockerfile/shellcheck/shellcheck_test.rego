package seaworthy.rules.dockerfile.shellcheck_test

import data.seaworthy.rules.dockerfile.shellcheck as rule
import data.seaworthy.testing

parameters := {"dockerfile/shellcheck": {"exclude": ["SC2046"]}}

reported(code, fields) := testing.dockerfile({"acts": {"shell_problems": [testing.instruction(object.union(
	{"code": code, "level": "info", "message": "Double quote to prevent globbing", "at": "steps/1/shellcheck/0/SC2086"},
	fields,
))]}})

test_reports[note] if {
	some note, fields in {
		"one in a shipped stage": {},
		"a stage that nothing ships": {"shipped": false},
	}
	rule.deny == {{
		"msg": "SC2086: Double quote to prevent globbing",
		"at": "steps/1/shellcheck/0/SC2086",
	}} with input as reported("SC2086", fields) with data.seaworthy.parameters as parameters
}

test_does_not_report[note] if {
	some note, document in {
		"a code that is left out": reported("SC2046", {}),
		"a file without any": testing.dockerfile({}),
	}
	rule.deny == set() with input as document with data.seaworthy.parameters as parameters
}
