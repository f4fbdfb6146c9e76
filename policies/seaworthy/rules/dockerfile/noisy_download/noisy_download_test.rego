package seaworthy.rules.dockerfile.noisy_download_test

import data.seaworthy.rules.dockerfile.noisy_download as rule
import data.seaworthy.testing

act(fields) := testing.dockerfile({"acts": {"downloads": [testing.instruction(object.union(
	{"program": "wget", "quieter": "-nv"},
	fields,
))]}})

found := {"msg": "wget prints its progress to the build log: it has no -nv", "at": "steps/1"}

test_reports_with_a_fix_where_the_program_is_written_out if {
	fix := {"safe": true, "edits": [{"act": "insert_after", "at": "steps/1/program", "text": " -nv"}]}
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
		"a quiet one": testing.dockerfile({"acts": {"downloads": [testing.instruction({"program": "wget"})]}}),
		"a file without any": testing.dockerfile({}),
	}
	rule.deny == set() with input as document
}
