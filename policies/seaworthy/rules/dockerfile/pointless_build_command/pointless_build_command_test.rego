package seaworthy.rules.dockerfile.pointless_build_command_test

import data.seaworthy.rules.dockerfile.pointless_build_command as rule
import data.seaworthy.testing

parameters := {"dockerfile/pointless_build_command": {"commands": ["top", "service"]}}

running(program) := testing.dockerfile({"commands": {program: [testing.command({"program": program})]}})

test_reports[note] if {
	some note, program in {"an interactive program": "top", "a host's program": "service"}
	rule.deny == {{
		"msg": $"{program} has no point during a build",
		"at": "steps/1/commands/0",
	}} with input as running(program) with data.seaworthy.parameters as parameters
}

test_does_not_report[note] if {
	some note, document in {
		"a program that is left out": running("kill"),
		"a file without any": testing.dockerfile({}),
	}
	rule.deny == set() with input as document with data.seaworthy.parameters as parameters
}
