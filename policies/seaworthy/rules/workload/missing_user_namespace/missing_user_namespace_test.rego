package seaworthy.rules.workload.missing_user_namespace_test

import data.seaworthy.rules.workload.missing_user_namespace as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"nothing is said": [
			testing.pod({}),
			{"msg": `pod "web" runs in the host's user namespace`, "at": "spec/user_namespace"},
		],
		"the host's is asked for": [
			testing.pod({"user_namespace": "host"}),
			{"msg": `pod "web" runs in the host's user namespace`, "at": "spec/user_namespace"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"a namespace of its own": testing.pod({"user_namespace": "private"}),
		"the host's network, which forbids it": testing.pod({"host": {"network": true}}),
		"the host's processes, which forbid it": testing.pod({"host": {"pid": true}}),
		"a pod for Windows": testing.pod({"os": "windows"}),
		"a service, whose engine decides": testing.service({}),
	}
	rule.deny == set() with input as document
}

test_what_it_may_be_told_to_accept[note] if {
	some note, [parameters, document] in {
		"a pod to leave alone": [{"exempt": ["kind:Pod"]}, testing.pod({})],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/missing_user_namespace": parameters}
}
