package seaworthy.rules.workload.missing_priority_class_test

import data.seaworthy.rules.workload.missing_priority_class as rule
import data.seaworthy.testing

test_reports if {
	rule.deny == {{"msg": `pod "web" names no priority class`, "at": "spec/scheduling/priority_class"}} with input as testing.pod({})
}

test_does_not_report[note] if {
	some note, document in {
		"it is there": testing.pod({"scheduling": {"priority_class": "web"}}),
		"a service": testing.service({}),
	}
	rule.deny == set() with input as document
}

test_exempt if {
	rule.deny == set() with input as testing.pod({})
		with data.seaworthy.parameters as {"workload/missing_priority_class": {"exempt": ["name:web"]}}
}
