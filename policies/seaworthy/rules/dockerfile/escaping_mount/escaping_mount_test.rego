package seaworthy.rules.dockerfile.escaping_mount_test

import data.seaworthy.rules.dockerfile.escaping_mount as rule
import data.seaworthy.testing

mounting(fields) := testing.dockerfile({"instructions": {"run": [testing.instruction({"mounts": [object.union(
	{"type": "cache", "at": "steps/1/mounts/0"},
	fields,
)]})]}})

test_reports[note] if {
	some note, [fields, msg] in {
		"an id with parent segments": [{"escapes": "id"}, "the id leads out of the tree of the cache mount"],
		"a source with parent segments": [
			{"type": "bind", "escapes": "source"},
			"the source leads out of the tree of the bind mount",
		],
		"a folder of a cache": [
			{"source": "sub", "foreign_source": true},
			"sub is a folder that other steps can replace, and the source of the cache mount",
		],
	}
	rule.deny == {{"msg": msg, "at": "steps/1/mounts/0"}} with input as mounting(fields)
}

test_does_not_report[note] if {
	some note, document in {
		"a cache": mounting({"target": "/root/.cache"}),
		"no mounts": testing.dockerfile({"instructions": {"run": [testing.instruction({})]}}),
	}
	rule.deny == set() with input as document
}
