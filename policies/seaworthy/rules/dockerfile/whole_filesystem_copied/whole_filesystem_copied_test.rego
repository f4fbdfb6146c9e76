package seaworthy.rules.dockerfile.whole_filesystem_copied_test

import data.seaworthy.rules.dockerfile.whole_filesystem_copied as rule
import data.seaworthy.testing

copying(fields, source) := testing.dockerfile({"instructions": {"copy": [testing.instruction(object.union(
	{"from": "build", "sources": [source], "destination": {"text": "/", "path": "/"}},
	fields,
))]}})

test_reports[note] if {
	some note, source in {
		"the root": {"text": "/", "kind": "context"},
		"all that is in it": {"text": "/*", "kind": "path"},
	}
	rule.deny == {{"msg": "everything in build is copied over the root", "at": "steps/1"}} with input as copying({}, source)
}

test_does_not_report[note] if {
	some note, document in {
		"one folder": copying({}, {"text": "/app", "kind": "path"}),
		"a folder of its own": copying({"destination": {"text": "/rootfs", "path": "/rootfs"}}, {"text": "/", "kind": "context"}),
		"a stage that nothing ships": copying({"shipped": false}, {"text": "/", "kind": "context"}),
		"the build context": testing.dockerfile({"instructions": {"copy": [testing.instruction({
			"sources": [{"text": "/", "kind": "context"}],
			"destination": {"text": "/", "path": "/"},
		})]}}),
	}
	rule.deny == set() with input as document
}
