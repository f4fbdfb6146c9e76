package seaworthy.rules.workload.host_ipc_test

import data.seaworthy.rules.workload.host_ipc as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"a pod": [
			testing.pod({"host": {"ipc": true}}),
			{"msg": `pod "web" shares memory and message queues with the host`, "at": "spec/host/ipc"},
		],
		"a service": [
			testing.service_with({"host": {"ipc": true}}),
			{"msg": `service "web" shares memory and message queues with the host`, "at": "services/web/host/ipc"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"a pod that says nothing": testing.pod({}),
		"a service that says nothing": testing.service({}),
		"it is not shared": testing.service_with({"host": {"ipc": false}}),
		"the host's network is shared": testing.service_with({"host": {"network": true}}),
	}
	rule.deny == set() with input as document
}

test_what_it_may_be_told_to_accept[note] if {
	some note, [parameters, document] in {
		"by its name": [{"exempt": ["name:web"]}, testing.service_with({"host": {"ipc": true}})],
		"by its only container": [{"exempt": ["image:registry.example.com/*"]}, testing.service_with({"host": {"ipc": true}})],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/host_ipc": parameters}
}
