package seaworthy.rules.workload.windows_administrator_test

import data.seaworthy.rules.workload.windows_administrator as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"a container": [
			testing.pod({"containers": [testing.container({"windows": {"user_name": "ContainerAdministrator", "at": "spec/containers/0/securityContext/windowsOptions"}})]}),
			{"msg": `container "web" runs as ContainerAdministrator`, "at": "spec/containers/0/securityContext/windowsOptions/runAsUserName"},
		],
		"a pod": [
			testing.pod({"pod": {"windows": {"user_name": "SYSTEM", "at": "spec/w"}}}),
			{"msg": `pod "web" runs as SYSTEM`, "at": "spec/w/runAsUserName"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"nothing is said": testing.pod({}),
		"a plain user": testing.pod({"containers": [testing.container({"windows": {"user_name": "ContainerUser", "at": "x"}})]}),
		"a plain user in other letters": testing.pod({"containers": [testing.container({"windows": {"user_name": "containeruser", "at": "x"}})]}),
		"another option": testing.pod({"containers": [testing.container({"windows": {"host_process": false, "at": "x"}})]}),
		"a service": testing.service({}),
	}
	rule.deny == set() with input as document
}

test_what_it_may_be_told_to_accept[note] if {
	some note, [parameters, document] in {
		"another account": [{"allowed": ["web"]}, testing.pod({"containers": [testing.container({"windows": {"user_name": "Web", "at": "x"}})]})],
		"a container to leave alone": [{"exempt": ["container:web"]}, testing.pod({"containers": [testing.container({"windows": {"user_name": "SYSTEM", "at": "x"}})]})],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/windows_administrator": parameters}
}
