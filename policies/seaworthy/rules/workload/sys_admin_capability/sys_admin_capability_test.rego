package seaworthy.rules.workload.sys_admin_capability_test

import data.seaworthy.rules.workload.sys_admin_capability as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"it is added": [
			testing.pod({"containers": [testing.container({"capabilities": {"add": [{"name": "SYS_ADMIN", "text": "SYS_ADMIN", "at": "spec/containers/0/securityContext/capabilities/add/0"}]}})]}),
			{"msg": `container "web" is given SYS_ADMIN`, "at": "spec/containers/0/securityContext/capabilities/add/0"},
		],
		"it is added under its long name": [
			testing.pod({"containers": [testing.container({"capabilities": {"add": [{"name": "SYS_ADMIN", "text": "CAP_SYS_ADMIN", "at": "spec/containers/0/securityContext/capabilities/add/0"}]}})]}),
			{"msg": `container "web" is given CAP_SYS_ADMIN`, "at": "spec/containers/0/securityContext/capabilities/add/0"},
		],
		"all are added": [
			testing.pod({"containers": [testing.container({"capabilities": {"add": [{"name": "ALL", "text": "ALL", "at": "spec/containers/0/securityContext/capabilities/add/0"}]}})]}),
			{"msg": `container "web" is given ALL capabilities, SYS_ADMIN among them`, "at": "spec/containers/0/securityContext/capabilities/add/0"},
		],
		"a service is given it": [
			testing.service({"capabilities": {"add": [{"name": "SYS_ADMIN", "text": "SYS_ADMIN", "at": "services/web/cap_add/0"}]}}),
			{"msg": `service "web" is given SYS_ADMIN`, "at": "services/web/cap_add/0"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"nothing is said": testing.pod({}),
		"another one": testing.pod({"containers": [testing.container({"capabilities": {"add": [{"name": "NET_ADMIN", "text": "NET_ADMIN", "at": "spec/containers/0/securityContext/capabilities/add/0"}]}})]}),
		"it is dropped": testing.pod({"containers": [testing.container({"capabilities": {"drop": [{"name": "SYS_ADMIN", "text": "SYS_ADMIN", "at": "spec/containers/0/securityContext/capabilities/add/0"}]}})]}),
	}
	rule.deny == set() with input as document
}

test_what_it_may_be_told_to_accept[note] if {
	some note, [parameters, document] in {
		"all do not count": [{"include_all": false}, testing.pod({"containers": [testing.container({"capabilities": {"add": [{"name": "ALL", "text": "ALL", "at": "spec/containers/0/securityContext/capabilities/add/0"}]}})]})],
		"a container to leave alone": [{"exempt": ["container:web"]}, testing.pod({"containers": [testing.container({"capabilities": {"add": [{"name": "SYS_ADMIN", "text": "SYS_ADMIN", "at": "spec/containers/0/securityContext/capabilities/add/0"}]}})]})],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/sys_admin_capability": parameters}
}
