package seaworthy.rules.dockerfile.redundant_platform_test

import data.seaworthy.rules.dockerfile.redundant_platform as rule
import data.seaworthy.testing

on(kind) := testing.dockerfile({"stages": [testing.stage({"base": testing.base({"platform": "x", "platform_kind": kind})})]})

test_reports[note] if {
	some note, kind in {"the target's platform": "target"}
	rule.deny == {{
		"msg": "--platform names the target platform, which FROM uses anyway",
		"at": "steps/0/platform",
		"fix": {"safe": true, "edits": [{"act": "delete", "at": "steps/0/platform/word"}]},
	}} with input as on(kind)
}

test_does_not_report[note] if {
	some note, document in {
		"the platform that builds": on("variable"),
		"a platform in so many letters": on("constant"),
		"no platform": testing.dockerfile({}),
	}
	rule.deny == set() with input as document
}
