package seaworthy.rules.compose.unpinned_remote_include_test

import data.seaworthy.rules.compose.unpinned_remote_include as rule
import data.seaworthy.testing

reading(fields) := testing.compose({"readings": [object.union(
	{"key": "include", "text": "oci://registry.example.com/base:1", "state": "literal", "remote": true, "at": "readings/0"},
	fields,
)]})

test_reports[note] if {
	some note, key in {"an include": "include", "a service that is extended": "extends"}
	rule.deny == {{
		"msg": "oci://registry.example.com/base:1 is fetched without a digest or a full commit",
		"at": "readings/0",
	}} with input as reading({"key": key})
}

test_does_not_report[note] if {
	some note, fields in {
		"a file": {"remote": false},
		"one that is pinned": {"pinned": true},
		"one that a variable names": {"state": "unresolved"},
		"a build context": {"key": "build.context"},
	}
	rule.deny == set() with input as reading(fields)
}
