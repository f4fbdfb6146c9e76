package seaworthy.rules.workload.published_datastore_port_test

import data.seaworthy.rules.workload.published_datastore_port as rule
import data.seaworthy.testing

ports(fields) := testing.service({"ports": [object.union({"published": true, "target": 8080, "at": "services/web/ports/0"}, fields)]})

docker_ports(fields) := object.union(ports(fields), {"workload": {"platform": "docker", "title": "docker run"}})

test_reports[note] if {
	some note, document in {
		"a database": ports({"target": 5432, "host_port": 5432}),
		"a command line": docker_ports({"target": 5432, "host_port": 5432}),
		"another port of the host": ports({"target": 5432, "host_port": 15432, "text": "5432:5432"}),
		"the address of all": ports({"target": 5432, "host_port": 5432, "address": "0.0.0.0", "protocol": "tcp"}),
	}
	rule.deny == {{
		"msg": `service "web" publishes 5432:5432, a port of a database or the like, on every interface of the host`,
		"at": "services/web/ports/0",
	}} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"the loopback": ports({"target": 5432, "host_port": 5432, "address": "127.0.0.1"}),
		"another program behind the port's number": ports({"target": 80, "host_port": 5432}),
		"another protocol": ports({"target": 5432, "protocol": "udp"}),
		"a port that a variable hides": ports({"target": 80, "text": "${PORT}"}),
	}
	rule.deny == set() with input as document
}

test_parameters[note] if {
	some note, [parameters, want] in {"another list": [{"ports": [8080]}, 1], "an exempt service": [{"ports": [8080], "exempt": ["name:web"]}, 0]}
	count(rule.deny) == want with input as ports({})
		with data.seaworthy.parameters as {"workload/published_datastore_port": parameters}
}
