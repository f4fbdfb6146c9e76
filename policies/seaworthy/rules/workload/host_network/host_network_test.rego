package seaworthy.rules.workload.host_network_test

import data.seaworthy.rules.workload.host_network as rule
import data.seaworthy.testing

test_reports if {
	rule.deny == {{"msg": `pod "web" shares the host's network`, "at": "spec/host/network"}} with input as testing.pod({"host": {"network": true}})
}

test_reports_services if {
	rule.deny == {{"msg": `service "web" shares the host's network`, "at": "services/web/host/network"}} with input as testing.service_with({"host": {"network": true}})
}

test_does_not_report[note] if {
	some note, document in {
		"nothing is said": testing.pod({}),
		"it is not shared": testing.pod({"host": {"network": false}}),
		"the host's processes are shared": testing.pod({"host": {"pid": true}}),
	}
	rule.deny == set() with input as document
}

test_exempt[note] if {
	some note, selector in {"the kind": "kind:Pod", "its only container": "image:registry.example.com/*"}
	rule.deny == set() with input as testing.pod({"host": {"network": true}})
		with data.seaworthy.parameters as {"workload/host_network": {"exempt": [selector]}}
}
