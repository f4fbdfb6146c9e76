package seaworthy.rules.dockerfile.cd_in_run_test

import data.seaworthy.rules.dockerfile.cd_in_run as rule
import data.seaworthy.testing

going(commands) := testing.dockerfile({"commands": {"cd": [testing.command(object.union({"program": "cd"}, fields)) | some fields in commands]}})

test_reports[note] if {
	some note, fields in {
		"a directory": {"operands": ["/srv"]},
		"in a stage that nothing ships": {"operands": ["/srv"], "shipped": false},
		"in a subshell": {"operands": ["/srv"], "wrappers": ["subshell"]},
	}
	rule.deny == {{"msg": "the step goes to /srv by hand", "at": "steps/1/commands/0"}} with input as going([fields])
}

test_does_not_report[note] if {
	some note, fields in {
		"a directory that only the script knows": {"operands": ["${build}"]},
		"the way back": {"operands": ["-"]},
		"home": {},
	}
	rule.deny == set() with input as going([fields])
}

test_a_step_is_one_finding if {
	count(rule.deny) == 2 with input as going([
		{"operands": ["/a"], "step": 1, "at": "steps/1/commands/0"},
		{"operands": ["/b"], "step": 1, "at": "steps/1/commands/2"},
		{"operands": ["/c"], "step": 2, "at": "steps/2/commands/0"},
	])
}
