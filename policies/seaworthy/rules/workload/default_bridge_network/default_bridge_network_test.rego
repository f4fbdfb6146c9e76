package seaworthy.rules.workload.default_bridge_network_test

import data.seaworthy.rules.workload.default_bridge_network as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, fields in {
		"a service": {"network": "bridge"},
		"a command line that says so": {"platform": "docker", "network": "default"},
		"a command line that says nothing": {"platform": "docker"},
	}
	rule.deny == {{"msg": `service "web" joins the default bridge network`, "at": "services/web/network"}} with input as testing.service_with(fields)
}

test_does_not_report[note] if {
	some note, document in {
		"a service has its project's network": testing.service({}),
		"a project's network that is called default": testing.service_with({"network": "default"}),
		"a network of its own": testing.service_with({"platform": "docker", "network": "shop"}),
		"the host's network": testing.service_with({"platform": "docker", "host": {"network": true}}),
		"a pod": testing.pod({}),
		"a command line with options that cannot be read": hidden,
	}
	rule.deny == set() with input as document
}

test_exempt if {
	rule.deny == set() with input as testing.service_with({"network": "bridge"})
		with data.seaworthy.parameters as {"workload/default_bridge_network": {"exempt": ["name:web"]}}
}

hidden := testing.service_with({"platform": "docker", "containers": [testing.container({"unknown": ["network"]})]})
