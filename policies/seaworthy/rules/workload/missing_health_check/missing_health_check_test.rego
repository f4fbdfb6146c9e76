package seaworthy.rules.workload.missing_health_check_test

import data.seaworthy.rules.workload.missing_health_check as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [fields, want] in {
		"nothing is said": [{}, "has no health check"],
		"it is switched off": [{"health_check": {"disabled": true, "at": "x"}}, "switches the health check of its image off"],
	}
	rule.deny == {{"msg": $`service "web" {want}`, "at": "services/web/health_check"}} with input as testing.service(fields)
}

test_does_not_report[note] if {
	some note, document in {
		"a check": testing.service({"health_check": {"command": ["CMD", "true"], "at": "x"}}),
		"a check that a variable hides": testing.service({"unknown": ["health_check"]}),
		"a check with the image's command": testing.service({"health_check": {"at": "x"}}),
		"a pod, which has probes": testing.pod({}),
	}
	rule.deny == set() with input as document
}

test_exempt if {
	rule.deny == set() with input as testing.service({})
		with data.seaworthy.parameters as {"workload/missing_health_check": {"exempt": ["name:web"]}}
}
