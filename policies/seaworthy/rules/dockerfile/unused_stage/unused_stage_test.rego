package seaworthy.rules.dockerfile.unused_stage_test

import data.seaworthy.rules.dockerfile.unused_stage as rule
import data.seaworthy.testing

holding(fields) := testing.dockerfile({"stages": [
	testing.stage(object.union({"shipped": false, "target": false, "title": `stage "test"`}, fields)),
	testing.stage({"index": 1, "at": "steps/2"}),
]})

test_reports[note] if {
	some note, fields in {"a stage that nothing names": {}}
	rule.deny == {{
		"msg": `stage "test" is not part of the image, and nothing uses it`,
		"at": "steps/0",
	}} with input as holding(fields)
}

test_does_not_report[note] if {
	some note, fields in {
		"a stage that is copied from": {"used_by": [1]},
		"a stage that the image is built from": {"shipped": true, "used_by": [1]},
		"the target": {"shipped": true, "target": true},
	}
	rule.deny == set() with input as holding(fields)
}
