package seaworthy.rules.workload.privileged_host_port_test

import data.seaworthy.rules.workload.privileged_host_port as rule
import data.seaworthy.testing

ports(fields) := testing.service({"ports": [object.union({"published": true, "target": 8080, "at": "services/web/ports/0"}, fields)]})

docker_ports(fields) := object.union(ports(fields), {"workload": {"platform": "docker", "title": "docker run"}})

test_reports[note] if {
	some note, document in {
		"a service": ports({"host_port": 25}),
		"on the loopback": ports({"host_port": 25, "address": "127.0.0.1"}),
		"a command line": docker_ports({"host_port": 25}),
	}
	rule.deny == {{"msg": `service "web" takes the privileged port 25 of the host`, "at": "services/web/ports/0"}} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"a port for everybody": ports({"host_port": 1024}),
		"the port of the web": ports({"host_port": 443}),
		"a random port": ports({"host_port": 0}),
		"a port that the engine chooses": ports({"target": 25}),
		"a pod": testing.pod({"containers": [testing.container({"ports": [{"host_port": 25, "published": true, "at": "x"}]})]}),
	}
	rule.deny == set() with input as document
}

test_parameters[note] if {
	some note, [port, parameters, want] in {
		"none allowed": [443, {"allowed": []}, 1],
		"the first": [1024, {"first_unprivileged": 1025}, 1],
		"a system that keeps fewer": [81, {"first_unprivileged": 80}, 0],
		"an exempt service": [25, {"exempt": ["name:web"]}, 0],
	}
	count(rule.deny) == want with input as ports({"host_port": port})
		with data.seaworthy.parameters as {"workload/privileged_host_port": parameters}
}
