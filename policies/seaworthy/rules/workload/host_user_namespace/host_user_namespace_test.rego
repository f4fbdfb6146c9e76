package seaworthy.rules.workload.host_user_namespace_test

import data.seaworthy.rules.workload.host_user_namespace as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"a pod": [
			testing.pod({"user_namespace": "host"}),
			{"msg": `pod "web" asks for the host's user namespace`, "at": "spec/user_namespace"},
		],
		"a service": [
			testing.service_with({"user_namespace": "host"}),
			{"msg": `service "web" asks for the host's user namespace`, "at": "services/web/user_namespace"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"nothing is said": testing.pod({}),
		"a namespace of its own": testing.pod({"user_namespace": "private"}),
		"a service that says nothing": testing.service({}),
	}
	rule.deny == set() with input as document
}

test_what_it_may_be_told_to_accept[note] if {
	some note, [parameters, document] in {
		"a pod to leave alone": [{"exempt": ["kind:Pod"]}, testing.pod({"user_namespace": "host"})],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/host_user_namespace": parameters}
}
