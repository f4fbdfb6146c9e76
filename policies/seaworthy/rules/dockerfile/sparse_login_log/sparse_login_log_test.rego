package seaworthy.rules.dockerfile.sparse_login_log_test

import data.seaworthy.rules.dockerfile.sparse_login_log as rule
import data.seaworthy.testing

act(fields) := testing.dockerfile({"acts": {"sparse_logins": [testing.instruction(object.union(
	{"id": 1000650000},
	fields,
))]}})

found := {"msg": "useradd makes room in the login log for 1000650000 accounts", "at": "steps/1"}

test_reports_with_a_fix_where_the_program_is_written_out if {
	fix := {"safe": true, "edits": [{"act": "insert_after", "at": "steps/1/program", "text": " --no-log-init"}]}
	rule.deny == {object.union(found, {"fix": fix})} with input as act({"program_at": "steps/1/program"})
}

test_reports[note] if {
	some note, fields in {
		"a program that a variable gives": {},
		"a stage that nothing ships": {"shipped": false},
	}
	rule.deny == {found} with input as act(fields)
}

test_does_not_report[note] if {
	some note, document in {
		"a file without any": testing.dockerfile({}),
	}
	rule.deny == set() with input as document
}
