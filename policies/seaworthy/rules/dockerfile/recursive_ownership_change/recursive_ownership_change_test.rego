package seaworthy.rules.dockerfile.recursive_ownership_change_test

import data.seaworthy.rules.dockerfile.recursive_ownership_change as rule
import data.seaworthy.testing

changing(fields) := testing.dockerfile({"acts": {"recursive_changes": [testing.command(object.union(
	{"program": "chown", "path": "/app"},
	fields,
))]}})

test_reports[note] if {
	some note, program in {"another owner": "chown", "another mode": "chmod"}
	rule.deny == {{
		"msg": $"{program} stores every file of /app a second time",
		"at": "steps/1/commands/0",
	}} with input as changing({"program": program})
}

test_does_not_report[note] if {
	some note, document in {
		"a stage that nothing ships": changing({"shipped": false}),
		"no such change": testing.dockerfile({}),
	}
	rule.deny == set() with input as document
}
