package seaworthy.rules.workload.logging_disabled_test

import data.seaworthy.rules.workload.logging_disabled as rule
import data.seaworthy.testing

test_reports if {
	rule.deny == {{
		"msg": `service "web" throws its logs away`,
		"at": "services/web/logging/driver",
	}} with input as testing.service({"logging": {"driver": "none", "at": "x"}})
}

test_does_not_report[note] if {
	some note, document in {
		"nothing is said": testing.service({}),
		"a driver": testing.service({"logging": {"driver": "local", "at": "x"}}),
		"options alone": testing.service({"logging": {"options": {"max-size": "10m"}, "at": "x"}}),
		"a pod": testing.pod({}),
	}
	rule.deny == set() with input as document
}

test_exempt if {
	rule.deny == set() with input as testing.service({"logging": {"driver": "none", "at": "x"}})
		with data.seaworthy.parameters as {"workload/logging_disabled": {"exempt": ["name:web"]}}
}
