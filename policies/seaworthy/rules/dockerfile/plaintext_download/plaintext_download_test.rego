package seaworthy.rules.dockerfile.plaintext_download_test

import data.seaworthy.rules.dockerfile.plaintext_download as rule
import data.seaworthy.testing

parameters := {"dockerfile/plaintext_download": {"exempt": ["localhost", "mirror.example"]}}

fetching(download, address) := testing.dockerfile({"acts": {"downloads": [testing.instruction(object.union(
	{"program": "curl", "addresses": [object.union(
		{"text": "http://a.example/b", "host": "a.example", "plaintext": true, "at": "steps/1/addresses/0"},
		address,
	)]},
	download,
))]}})

found := {"msg": "curl fetches http://a.example/b unencrypted", "at": "steps/1/addresses/0"}

test_reports[note] if {
	some note, document in {
		"plain HTTP": fetching({}, {}),
		"a stage that nothing ships": fetching({"shipped": false}, {}),
	}
	rule.deny == {found} with input as document with data.seaworthy.parameters as parameters
}

test_offers_https_where_the_scheme_is_written_out if {
	fix := {"safe": false, "edits": [{"act": "replace", "at": "steps/1/addresses/0/scheme", "text": "https"}]}
	rule.deny == {object.union(found, {"fix": fix})} with input as fetching({}, {"scheme_at": "steps/1/addresses/0/scheme"})
		with data.seaworthy.parameters as parameters
}

test_does_not_report[note] if {
	some note, document in {
		"HTTPS": fetching({}, {"plaintext": false}),
		"what something verifies": fetching({"verified": true}, {}),
		"a host that is exempt": fetching({}, {"host": "mirror.example"}),
		"a host that nobody knows": testing.dockerfile({"acts": {"downloads": [testing.instruction({
			"program": "curl",
			"addresses": [{"text": "http://$HOST/b", "plaintext": true, "at": "steps/1"}],
		})]}}),
		"a file without any": testing.dockerfile({}),
	}
	rule.deny == set() with input as document with data.seaworthy.parameters as parameters
}
