package seaworthy.rules.workload.published_port_test

import data.seaworthy.rules.workload.published_port as rule
import data.seaworthy.testing

ports(fields) := testing.service({"ports": [object.union({"published": true, "target": 8080, "at": "services/web/ports/0"}, fields)]})

docker_ports(fields) := object.union(ports(fields), {"workload": {"platform": "docker", "title": "docker run"}})

test_reports[note] if {
	some note, document in {"a service": ports({"host_port": 80}), "a command line": docker_ports({"host_port": 80}), "a random port": ports({"text": "80:8080"})}
	rule.deny == {{
		"msg": `service "web" publishes 80:8080, which is not on the list of allowed ports`,
		"at": "services/web/ports/0",
	}} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"a port that is on the list": ports({"host_port": 443}),
		"a port that a variable hides": ports({"text": "${PORT}:8080"}),
		"a port that is not published": ports({"published": false}),
		"a port of a pod": testing.pod({"containers": [testing.container({"ports": [{"host_port": 80, "published": true, "at": "x"}]})]}),
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/published_port": {"allowed": ["443"]}}
}

test_exempt if {
	rule.deny == set() with input as ports({"host_port": 80})
		with data.seaworthy.parameters as {"workload/published_port": {"exempt": ["name:web"]}}
}
