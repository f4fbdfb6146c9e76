package seaworthy.rules.workload.port_on_all_interfaces_test

import data.seaworthy.rules.workload.port_on_all_interfaces as rule
import data.seaworthy.testing

ports(fields) := testing.service({"ports": [object.union({"published": true, "target": 8080, "at": "services/web/ports/0"}, fields)]})

docker_ports(fields) := object.union(ports(fields), {"workload": {"platform": "docker", "title": "docker run"}})

test_reports[note] if {
	some note, document in {
		"no address": ports({"host_port": 80}),
		"the address of all": ports({"host_port": 80, "address": "0.0.0.0"}),
		"the address of all in version 6": ports({"host_port": 80, "address": "::"}),
		"a random port of the host": ports({"text": "80:8080"}),
		"a command line": docker_ports({"host_port": 80}),
	}
	rule.deny == {{"msg": `service "web" publishes 80:8080 on every interface of the host`, "at": "services/web/ports/0"}} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"the loopback": ports({"host_port": 80, "address": "127.0.0.1"}),
		"an address that a variable hides": ports({"host_port": 80, "address": "${BIND}"}),
		"a pod": testing.pod({"containers": [testing.container({"ports": [{"host_port": 80, "published": true, "at": "x"}]})]}),
	}
	rule.deny == set() with input as document
}

test_parameters[note] if {
	some note, [port, parameters, want] in {
		"an address that says so": [{"address": "0.0.0.0"}, {"accept_explicit": true}, 0],
		"no address says nothing": [{}, {"accept_explicit": true}, 1],
		"a port for all": [{"host_port": 80}, {"allowed": ["80"]}, 0],
		"another port": [{"host_port": 81}, {"allowed": ["80"]}, 1],
		"an exempt service": [{}, {"exempt": ["name:web"]}, 0],
	}
	count(rule.deny) == want with input as ports(port)
		with data.seaworthy.parameters as {"workload/port_on_all_interfaces": parameters}
}
