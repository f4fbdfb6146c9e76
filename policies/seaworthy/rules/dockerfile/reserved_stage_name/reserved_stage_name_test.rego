package seaworthy.rules.dockerfile.reserved_stage_name_test

import data.seaworthy.rules.dockerfile.reserved_stage_name as rule
import data.seaworthy.testing

named(name) := testing.dockerfile({"stages": [testing.stage({"name": name})]})

test_reports[note] if {
	some note, name in {"the empty image": "scratch", "the build context": "context"}
	rule.deny == {{
		"msg": $"{name} is a name that the builder keeps for itself",
		"at": "steps/0/name",
	}} with input as named(name)
}

test_does_not_report[note] if {
	some note, document in {
		"any other name": named("scratch-build"),
		"no name": testing.dockerfile({}),
	}
	rule.deny == set() with input as document
}
