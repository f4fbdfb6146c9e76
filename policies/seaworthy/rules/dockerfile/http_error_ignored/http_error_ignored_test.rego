package seaworthy.rules.dockerfile.http_error_ignored_test

import data.seaworthy.rules.dockerfile.http_error_ignored as rule
import data.seaworthy.testing

act(fields) := testing.dockerfile({"acts": {"downloads": [testing.instruction(object.union(
	{"program": "curl", "error_page_kept": true},
	fields,
))]}})

found := {"msg": "curl takes an error page for the file: it has no --fail", "at": "steps/1"}

test_reports_with_a_fix_where_the_program_is_written_out if {
	fix := {"safe": false, "edits": [{"act": "insert_after", "at": "steps/1/program", "text": " --fail"}]}
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
		"what --fail would stop": act({"error_page_kept": false}),
		"a file without any": testing.dockerfile({}),
	}
	rule.deny == set() with input as document
}
