package seaworthy.rules.dockerfile.unverified_download_test

import data.seaworthy.rules.dockerfile.unverified_download as rule
import data.seaworthy.testing

keeping(fields) := testing.dockerfile({"acts": {"downloads": [testing.instruction(object.union(
	{"program": "wget", "unverified": true},
	fields,
))]}})

test_reports[note] if {
	some note, [fields, msg] in {
		"a server that is known": [{"source": "a.example"}, "nothing verifies what wget fetches from a.example"],
		"a server that nobody knows": [{}, "nothing verifies what wget fetches"],
		"a stage that nothing ships": [{"shipped": false}, "nothing verifies what wget fetches"],
	}
	rule.deny == {{"msg": msg, "at": "steps/1"}} with input as keeping(fields)
}

test_does_not_report[note] if {
	some note, document in {
		"what something verifies": keeping({"unverified": false}),
		"what is run, which says more": keeping({"execution": {"program": "sh", "at": "steps/1"}}),
		"a file without any": testing.dockerfile({}),
	}
	rule.deny == set() with input as document
}
