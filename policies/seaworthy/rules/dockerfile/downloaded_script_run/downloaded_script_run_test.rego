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
		"a file that runs by itself": [{"execution": {"at": "steps/1/execution"}}, "what curl fetches is run, unseen"],
		"a stage that nothing ships": [{"shipped": false}, "sh runs what curl fetches, unseen"],
	}
	rule.deny == {{"msg": msg, "at": "steps/1/execution"}} with input as running(fields)
}

test_does_not_report[note] if {
	some note, document in {
		"a download that nothing runs": testing.dockerfile({"acts": {"downloads": [testing.instruction({"program": "curl"})]}}),
		"a file without any": testing.dockerfile({}),
	}
	rule.deny == set() with input as document
}
