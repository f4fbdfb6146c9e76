package seaworthy.rules.workload.chosen_node_test

import data.seaworthy.rules.workload.chosen_node as rule
import data.seaworthy.testing

test_reports if {
	rule.deny == {{
		"msg": `pod "web" names the node worker-1 that it runs on`,
		"at": "spec/scheduling/node_name",
	}} with input as testing.pod({"scheduling": {"node_name": "worker-1"}})
}

test_reports_what_it_is_told_to[note] if {
	some note, [field, value, want] in {
		"labels": ["node_selector", {"disk": "ssd"}, "selects its nodes by their labels"],
		"affinity": ["node_affinity", true, "selects its nodes by affinity"],
	}
	rule.deny == {{"msg": $`pod "web" {want}`, "at": $"spec/scheduling/{field}"}} with input as testing.pod({"scheduling": {field: value}})
		with data.seaworthy.parameters as {"workload/chosen_node": {"fields": [field], "exempt": []}}
}

test_does_not_report[note] if {
	some note, document in {
		"nothing is said": testing.pod({}),
		"labels and affinity": testing.pod({"scheduling": {"node_selector": {"disk": "ssd"}, "node_affinity": true}}),
		"a service": testing.service({}),
	}
	rule.deny == set() with input as document
}

test_exempt if {
	rule.deny == set() with input as testing.pod({"scheduling": {"node_name": "worker-1"}})
		with data.seaworthy.parameters as {"workload/chosen_node": {"exempt": ["kind:Pod"]}}
}
