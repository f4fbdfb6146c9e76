package seaworthy.rules.dockerfile.relative_workdir_test

import data.seaworthy.rules.dockerfile.relative_workdir as rule
import data.seaworthy.testing

working_in(fields) := testing.dockerfile({"instructions": {"workdir": [testing.instruction(fields)]}})

after_absolute(value) := {"dockerfile/relative_workdir": {"after_absolute": value}}

test_reports[note] if {
	some note, fields in {
		"a relative path": {"text": "app", "kind": "relative"},
		"in a stage that nothing ships": {"text": "app", "kind": "relative", "shipped": false},
	}
	rule.deny == {{
		"msg": "the working directory app begins wherever the base image ends",
		"at": "steps/1",
	}} with input as working_in(fields)
		with data.seaworthy.parameters as after_absolute(false)
}

test_does_not_report[note] if {
	some note, fields in {
		"an absolute path": {"text": "/app", "kind": "absolute"},
		"a path that a variable begins": {"text": "${HOME}/app", "kind": "unknown"},
		"a relative path after an absolute one": {"text": "app", "kind": "relative", "anchored": true},
	}
	rule.deny == set() with input as working_in(fields)
		with data.seaworthy.parameters as after_absolute(false)
}

test_every_relative_path_is_reported_where_that_is_asked if {
	rule.deny == {{
		"msg": "the working directory app is relative to the one before",
		"at": "steps/1",
	}} with input as working_in({"text": "app", "kind": "relative", "anchored": true})
		with data.seaworthy.parameters as after_absolute(true)
}
