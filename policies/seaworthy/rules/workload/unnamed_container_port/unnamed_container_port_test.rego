package seaworthy.rules.workload.unnamed_container_port_test

import data.seaworthy.rules.workload.unnamed_container_port as rule
import data.seaworthy.testing

pod(port) := testing.pod({"containers": [testing.container({"ports": [port]})]})

test_reports[note] if {
	some note, [port, want] in {
		"a number": [{"target": 8080, "at": "here"}, `container "web" gives port 8080 no name`],
		"nothing": [{"at": "here"}, `container "web" gives a port no name`],
	}
	rule.deny == {{"msg": want, "at": "here"}} with input as pod(port)
}

test_does_not_report[note] if {
	some note, document in {
		"a name": pod({"target": 8080, "name": "http", "at": "here"}),
		"no ports": testing.pod({}),
		"a service": testing.service({"ports": [{"target": 80, "at": "here"}]}),
	}
	rule.deny == set() with input as document
}

test_exempt if {
	rule.deny == set() with input as pod({"target": 8080, "at": "here"})
		with data.seaworthy.parameters as {"workload/unnamed_container_port": {"exempt": ["role:main"]}}
}
