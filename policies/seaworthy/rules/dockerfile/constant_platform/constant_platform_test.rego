package seaworthy.rules.dockerfile.constant_platform_test

import data.seaworthy.rules.dockerfile.constant_platform as rule
import data.seaworthy.testing

on(kind) := testing.dockerfile({"stages": [testing.stage({"base": testing.base({"platform": "linux/amd64", "platform_kind": kind})})]})

test_reports[note] if {
	some note, kind in {"a platform in so many letters": "constant"}
	rule.deny == {{
		"msg": "the image is always built for linux/amd64",
		"at": "steps/0/platform",
		"fix": {"safe": false, "edits": [{"act": "delete", "at": "steps/0/platform/word"}]},
	}} with input as on(kind)
}

test_does_not_report[note] if {
	some note, document in {
		"a variable": on("variable"),
		"the target's platform": on("target"),
		"a stage whose name says its platform": on("named"),
		"no platform": testing.dockerfile({}),
	}
	rule.deny == set() with input as document
}
