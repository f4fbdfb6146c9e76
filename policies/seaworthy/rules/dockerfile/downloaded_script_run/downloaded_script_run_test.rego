package seaworthy.rules.dockerfile.downloaded_script_run_test

import data.seaworthy.rules.dockerfile.downloaded_script_run as rule
import data.seaworthy.testing

running(fields) := testing.dockerfile({"acts": {"downloads": [testing.instruction(object.union(
	{"program": "curl", "execution": {"program": "sh", "at": "steps/1/execution"}},
	fields,
))]}})

test_reports[note] if {
	some note, [fields, msg] in {
		"a server that is known": [{"source": "a.example"}, "sh runs what curl fetches from a.example, unseen"],
		"a server that nobody knows": [{}, "sh runs what curl fetches, unseen"],
		"a stage that nothing ships": [{"shipped": false}, "sh runs what curl fetches, unseen"],
	}
	rule.deny == {{"msg": msg, "at": "steps/1/execution"}} with input as running(fields)
}

test_reports_a_file_that_runs_by_itself if {
	download := testing.instruction({"program": "curl", "execution": {"at": "steps/1/execution"}})
	rule.deny == {{
		"msg": "what curl fetches is run, unseen",
		"at": "steps/1/execution",
	}} with input as testing.dockerfile({"acts": {"downloads": [download]}})
}

test_does_not_report[note] if {
	some note, document in {
		"a download that nothing runs": testing.dockerfile({"acts": {"downloads": [testing.instruction({"program": "curl"})]}}),
		"a file without any": testing.dockerfile({}),
	}
	rule.deny == set() with input as document
}
