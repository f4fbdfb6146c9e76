package seaworthy.rules.workload.missing_node_affinity_test

import data.seaworthy.rules.workload.missing_node_affinity as rule
import data.seaworthy.testing

test_reports if {
	rule.deny == {{"msg": `pod "web" does not say which nodes it belongs on`, "at": "spec/scheduling/node_affinity"}} with input as testing.pod({})
}

test_does_not_report[note] if {
	some note, document in {
		"it is there": testing.pod({"scheduling": {"node_affinity": true}}),
		"a service": testing.service({}),
	}
	rule.deny == set() with input as document
}

test_exempt if {
	rule.deny == set() with input as testing.pod({})
		with data.seaworthy.parameters as {"workload/missing_node_affinity": {"exempt": ["name:web"]}}
}
