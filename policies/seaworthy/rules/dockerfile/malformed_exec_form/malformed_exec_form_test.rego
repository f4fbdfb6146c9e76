package seaworthy.rules.dockerfile.malformed_exec_form_test

import data.seaworthy.rules.dockerfile.malformed_exec_form as rule
import data.seaworthy.testing

starting(keyword, fields) := testing.dockerfile({"instructions": {keyword: [testing.instruction(fields)]}})

test_reports[note] if {
	some note, [keyword, name] in {
		"a CMD": ["cmd", "CMD"],
		"an ENTRYPOINT": ["entrypoint", "ENTRYPOINT"],
		"a HEALTHCHECK": ["healthcheck", "HEALTHCHECK"],
	}
	rule.deny == {{
		"msg": $"the array of {name} is no valid JSON, so a shell gets it as text",
		"at": "steps/1",
	}} with input as starting(keyword, {"form": "broken_exec"})
}

test_does_not_report[note] if {
	some note, fields in {
		"an array": {"form": "exec"},
		"shell form": {"form": "shell"},
		"a command that a later one replaces": {"form": "broken_exec", "superseded": true},
	}
	rule.deny == set() with input as starting("cmd", fields)
}
