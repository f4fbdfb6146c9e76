package seaworthy.rules.dockerfile.insecure_run_test

import data.seaworthy.rules.dockerfile.insecure_run as rule
import data.seaworthy.testing

running(fields) := testing.dockerfile({"instructions": {"run": [testing.instruction(fields)]}})

test_reports[note] if {
	some note, [fields, msg, at] in {
		"without a sandbox": [{"security": "insecure"}, "--security=insecure runs the step without the sandbox", "steps/1/security"],
		"on the host's network": [
			{"network": "host", "shipped": false},
			"--network=host runs the step on the network of the build host",
			"steps/1/network",
		],
	}
	rule.deny == {{"msg": msg, "at": at}} with input as running(fields)
}

test_both_are_reported if {
	count(rule.deny) == 2 with input as running({"security": "insecure", "network": "host"})
}

test_does_not_report[note] if {
	some note, fields in {
		"the sandbox said aloud": {"security": "sandbox"},
		"no network": {"network": "none"},
		"neither flag": {},
	}
	rule.deny == set() with input as running(fields)
}
