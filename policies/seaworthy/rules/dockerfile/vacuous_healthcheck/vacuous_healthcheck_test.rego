package seaworthy.rules.dockerfile.vacuous_healthcheck_test

import data.seaworthy.rules.dockerfile.vacuous_healthcheck as rule
import data.seaworthy.testing

checking(fields) := testing.dockerfile({"instructions": {"healthcheck": [testing.instruction(fields)]}})

test_reports if {
	rule.deny == {{
		"msg": "the health check ends well whatever it finds",
		"at": "steps/1",
	}} with input as checking({"always_succeeds": true})
}

test_does_not_report[note] if {
	some note, fields in {
		"a check that may fail": {"form": "shell"},
		"a check that a later one replaces": {"always_succeeds": true, "superseded": true},
		"no check": {"disabled": true},
	}
	rule.deny == set() with input as checking(fields)
}
