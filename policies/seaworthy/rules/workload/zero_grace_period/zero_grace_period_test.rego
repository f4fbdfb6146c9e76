package seaworthy.rules.workload.zero_grace_period_test

import data.seaworthy.rules.workload.zero_grace_period as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"a pod": [testing.pod({"grace_period": 0}), {"msg": `pod "web" is killed without time to stop`, "at": "spec/grace_period"}],
		"a service": [
			testing.service_with({"grace_period": 0}),
			{"msg": `service "web" is killed without time to stop`, "at": "services/web/grace_period"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"nothing is said": testing.pod({}),
		"a second": testing.pod({"grace_period": 1}),
		"a service that says nothing": testing.service({}),
	}
	rule.deny == set() with input as document
}

test_exempt if {
	rule.deny == set() with input as testing.pod({"grace_period": 0})
		with data.seaworthy.parameters as {"workload/zero_grace_period": {"exempt": ["kind:Pod"]}}
}
