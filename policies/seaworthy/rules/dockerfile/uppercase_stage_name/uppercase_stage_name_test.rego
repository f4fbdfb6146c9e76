package seaworthy.rules.dockerfile.uppercase_stage_name_test

import data.seaworthy.rules.dockerfile.uppercase_stage_name as rule
import data.seaworthy.testing

named(fields) := testing.dockerfile({"stages": [testing.stage(fields)]})

replacing(places) := {
	"safe": true,
	"edits": [{"act": "replace", "at": at, "text": "build"} | some at in places],
}

test_reports[note] if {
	some note, [fields, places] in {
		"a name that nothing uses": [{}, ["steps/0/name"]],
		"a name that is used as it is written": [
			{"uses": [{"text": "Build", "at": "steps/3/from/from"}]},
			["steps/0/name", "steps/3/from/from"],
		],
		"a use that is in lower case already": [
			{"uses": [{"text": "build", "at": "steps/3/from/from"}]},
			["steps/0/name"],
		],
	}
	stage := object.union({"name": "build", "name_text": "Build"}, fields)
	rule.deny == {{
		"msg": "the stage name Build is not in lower case",
		"at": "steps/0/name",
		"fix": replacing(places),
	}} with input as named(stage)
}

test_does_not_report[note] if {
	some note, fields in {
		"lower case": {"name": "build", "name_text": "build"},
		"no name": {},
	}
	rule.deny == set() with input as named(fields)
}
