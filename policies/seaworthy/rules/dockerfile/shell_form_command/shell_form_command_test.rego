package seaworthy.rules.dockerfile.shell_form_command_test

import data.seaworthy.rules.dockerfile.shell_form_command as rule
import data.seaworthy.testing

starting(keyword, fields) := testing.dockerfile({"instructions": {keyword: [testing.instruction(fields)]}})

judging(instructions) := {"dockerfile/shell_form_command": {"instructions": instructions}}

test_reports[note] if {
	some note, [keyword, fields, name] in {
		"CMD": ["cmd", {"form": "shell"}, "CMD"],
		"ENTRYPOINT": ["entrypoint", {"form": "shell"}, "ENTRYPOINT"],
		"a stage that nothing ships": ["cmd", {"form": "shell", "shipped": false}, "CMD"],
		"behind ONBUILD": ["cmd", {"form": "shell", "trigger": true}, "CMD"],
	}
	rule.deny == {{
		"msg": $"{name} in shell form puts a shell in front of the program",
		"at": "steps/1",
	}} with input as starting(keyword, fields)
		with data.seaworthy.parameters as judging(["CMD", "ENTRYPOINT"])
}

test_does_not_report[note] if {
	some note, [keyword, fields] in {
		"a JSON array": ["cmd", {"form": "exec"}],
		"an array that is none is another mistake": ["cmd", {"form": "broken_exec"}],
		"the shell is declared": ["entrypoint", {"form": "shell", "shell_declared": true}],
		"a command that a later one replaces": ["cmd", {"form": "shell", "superseded": true}],
		"a health check gets no signals": ["healthcheck", {"form": "shell"}],
	}
	rule.deny == set() with input as starting(keyword, fields)
		with data.seaworthy.parameters as judging(["CMD", "ENTRYPOINT"])
}

test_health_checks_where_they_are_asked_for[note] if {
	some note, [fields, findings] in {
		"in shell form": [{"form": "shell"}, 1],
		"as a JSON array": [{"form": "exec"}, 0],
		"switched off": [{"disabled": true}, 0],
	}
	count(rule.deny) == findings with input as starting("healthcheck", fields)
		with data.seaworthy.parameters as judging(["HEALTHCHECK"])
}
