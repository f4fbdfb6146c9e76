package seaworthy.rules.dockerfile.unverified_add_test

import data.seaworthy.rules.dockerfile.unverified_add as rule
import data.seaworthy.testing

adding(source, fields) := testing.dockerfile({"instructions": {"add": [testing.instruction(object.union(
	{"sources": [object.union({"at": "steps/1/sources/0"}, source)]},
	fields,
))]}})

test_reports[note] if {
	some note, [source, fields, msg] in {
		"an address": [
			{"text": "https://example.com/app", "kind": "url"},
			{},
			"ADD fetches https://example.com/app without a checksum",
		],
		"a branch of a repository": [
			{"text": "https://example.com/app.git#main", "kind": "git"},
			{},
			"ADD fetches https://example.com/app.git#main without a commit or a checksum",
		],
		"a stage that nothing ships": [
			{"text": "https://example.com/app", "kind": "url"},
			{"shipped": false},
			"ADD fetches https://example.com/app without a checksum",
		],
	}
	rule.deny == {{"msg": msg, "at": "steps/1/sources/0"}} with input as adding(source, fields)
}

test_does_not_report[note] if {
	some note, [source, fields] in {
		"a checksum": [{"text": "https://example.com/app", "kind": "url"}, {"checksum": "sha256:ab"}],
		"a commit": [{"text": "https://example.com/app.git#0123", "kind": "git", "pinned": true}, {}],
		"a file of the build context": [{"text": "app.tar.gz", "kind": "archive"}, {}],
		"a variable that may hold anything": [{"text": "${SOURCE}", "kind": "unknown"}, {}],
	}
	rule.deny == set() with input as adding(source, fields)
}
