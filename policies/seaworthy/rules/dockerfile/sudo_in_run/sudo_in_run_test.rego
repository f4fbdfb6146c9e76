package seaworthy.rules.dockerfile.sudo_in_run_test

import data.seaworthy.rules.dockerfile.sudo_in_run as rule
import data.seaworthy.testing

running(fields) := testing.dockerfile({"commands": {"sudo": [testing.command(object.union({"program": "sudo"}, fields))]}})

test_reports[note] if {
	some note, fields in {
		"sudo before a command": {"operands": ["apt-get", "update"]},
		"sudo in a stage that nothing ships": {"shipped": false},
		"sudo in a trigger": {"trigger": true},
	}
	rule.deny == {{
		"msg": "the step calls sudo, where USER decides already who runs it",
		"at": "steps/1/commands/0",
	}} with input as running(fields)
}

test_does_not_report[note] if {
	some note, commands in {
		"installing sudo is not calling it": {"apt-get": [testing.command({"program": "apt-get", "operands": ["sudo"]})]},
		"no command at all": {},
	}
	rule.deny == set() with input as testing.dockerfile({"commands": commands})
}
