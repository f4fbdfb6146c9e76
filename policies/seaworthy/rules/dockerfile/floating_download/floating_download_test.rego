package seaworthy.rules.dockerfile.floating_download_test

import data.seaworthy.rules.dockerfile.floating_download as rule
import data.seaworthy.testing

following(address, fields) := testing.dockerfile({"acts": {"downloads": [testing.instruction(object.union(
	{"program": "curl", "addresses": [object.union({"text": "https://a.example/b", "at": "steps/1/addresses/0"}, address)]},
	fields,
))]}})

test_reports[note] if {
	some note, [floating, fields] in {
		"the latest release": ["latest", {}],
		"a branch": ["main", {}],
		"what something verifies today": ["main", {"verified": true}],
		"a stage that nothing ships": ["main", {"shipped": false}],
	}
	rule.deny == {{
		"msg": $"curl fetches whatever {floating} is at the time: https://a.example/b",
		"at": "steps/1/addresses/0",
	}} with input as following({"floating": floating}, fields)
}

test_does_not_report[note] if {
	some note, document in {
		"a release": following({}, {}),
		"a file without any": testing.dockerfile({}),
	}
	rule.deny == set() with input as document
}
