package seaworthy.rules.dockerfile.removal_in_later_layer_test

import data.seaworthy.rules.dockerfile.removal_in_later_layer as rule
import data.seaworthy.testing

removing(fields) := testing.dockerfile({"acts": {"late_removals": [testing.command(object.union(
	{"path": "/tmp/*", "file": "/tmp/key", "by": "COPY", "at": "steps/2/commands/0/removed/0"},
	fields,
))]}})

test_reports[note] if {
	some note, [by, msg] in {
		"a file that was copied": ["COPY", "/tmp/* is removed here, but the layer of an earlier COPY still holds /tmp/key"],
		"a file that was downloaded": ["curl", "/tmp/* is removed here, but the layer of an earlier curl still holds /tmp/key"],
	}
	rule.deny == {{"msg": msg, "at": "steps/2/commands/0/removed/0"}} with input as removing({"by": by})
}

test_does_not_report[note] if {
	some note, document in {
		"a stage that nothing ships": removing({"shipped": false}),
		"no late removal": testing.dockerfile({}),
	}
	rule.deny == set() with input as document
}
