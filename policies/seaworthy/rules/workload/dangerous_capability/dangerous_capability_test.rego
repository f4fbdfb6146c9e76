package seaworthy.rules.workload.dangerous_capability_test

import data.seaworthy.rules.workload.dangerous_capability as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"one that reaches the network of others": [
			testing.pod({"containers": [testing.container({"capabilities": {"add": [{"name": "NET_ADMIN", "text": "NET_ADMIN", "at": "spec/containers/0/securityContext/capabilities/add/0"}]}})]}),
			{"msg": `container "web" is given NET_ADMIN, which reaches beyond the container`, "at": "spec/containers/0/securityContext/capabilities/add/0"},
		],
		"a service with another spelling": [
			testing.service({"capabilities": {"add": [{"name": "SYS_MODULE", "text": "cap_sys_module", "at": "services/web/cap_add/0"}]}}),
			{"msg": `service "web" is given cap_sys_module, which reaches beyond the container`, "at": "services/web/cap_add/0"},
		],
	}
	rule.deny == {want} with input as document
}

test_raw_sockets_are_given_anyway[note] if {
	added := {"capabilities": {"add": [{"name": "NET_RAW", "text": "NET_RAW", "at": "here"}]}}
	some note, [document, want] in {
		"by Docker": [testing.service(added), 0],
		"but not by every runtime of Kubernetes": [testing.pod({"containers": [testing.container(added)]}), 1],
	}
	count(rule.deny) == want with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"nothing is said": testing.pod({}),
		"a harmless one": testing.pod({"containers": [testing.container({"capabilities": {"add": [{"name": "NET_BIND_SERVICE", "text": "NET_BIND_SERVICE", "at": "spec/containers/0/securityContext/capabilities/add/0"}]}})]}),
		"it is dropped": testing.pod({"containers": [testing.container({"capabilities": {"drop": [{"name": "NET_RAW", "text": "NET_RAW", "at": "spec/containers/0/securityContext/capabilities/add/0"}]}})]}),
		"all, which another rule tells": testing.pod({"containers": [testing.container({"capabilities": {"add": [{"name": "ALL", "text": "ALL", "at": "spec/containers/0/securityContext/capabilities/add/0"}]}})]}),
	}
	rule.deny == set() with input as document
}

test_what_it_may_be_told[note] if {
	some note, [parameters, document, places] in {
		"another list": [{"capabilities": ["CHOWN"]}, testing.pod({"containers": [testing.container({"capabilities": {"add": [{"name": "CHOWN", "text": "CHOWN", "at": "spec/containers/0/securityContext/capabilities/add/0"}, {"name": "NET_ADMIN", "text": "NET_ADMIN", "at": "y"}]}})]}), {"spec/containers/0/securityContext/capabilities/add/0"}],
	}
	found := rule.deny with input as document
		with data.seaworthy.parameters as {"workload/dangerous_capability": parameters}
	{finding.at | some finding in found} == places
}

test_what_it_may_be_told_to_accept[note] if {
	some note, [parameters, document] in {
		"a container to leave alone": [{"exempt": ["container:web"]}, testing.pod({"containers": [testing.container({"capabilities": {"add": [{"name": "NET_ADMIN", "text": "NET_ADMIN", "at": "spec/containers/0/securityContext/capabilities/add/0"}]}})]})],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/dangerous_capability": parameters}
}
