package seaworthy.rules.workload.windows_host_process_test

import data.seaworthy.rules.workload.windows_host_process as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"a container": [
			testing.pod({"containers": [testing.container({"windows": {"host_process": true, "at": "spec/containers/0/securityContext/windowsOptions"}})]}),
			{"msg": `container "web" runs as a process of the Windows host`, "at": "spec/containers/0/securityContext/windowsOptions/hostProcess"},
		],
		"a pod": [
			testing.pod({"pod": {"windows": {"host_process": true, "at": "spec/w"}}}),
			{"msg": `pod "web" runs as a process of the Windows host`, "at": "spec/w/hostProcess"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"nothing is said": testing.pod({}),
		"it is not": testing.pod({"containers": [testing.container({"windows": {"host_process": false, "at": "x"}})]}),
		"another option": testing.pod({"containers": [testing.container({"windows": {"user_name": "ContainerUser", "at": "x"}})]}),
		"a service": testing.service({}),
	}
	rule.deny == set() with input as document
}

test_what_it_may_be_told_to_accept[note] if {
	some note, [parameters, document] in {
		"a container to leave alone": [{"exempt": ["container:web"]}, testing.pod({"containers": [testing.container({"windows": {"host_process": true, "at": "x"}})]})],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/windows_host_process": parameters}
}
