package seaworthy.rules.workload.unencrypted_docker_api_test

import data.seaworthy.rules.workload.unencrypted_docker_api as rule
import data.seaworthy.testing

variable(name, fields) := {"environment": [object.union({"name": name, "source": "literal", "at": "e"}, fields)]}

docker_host(address) := variable("DOCKER_HOST", {"text": address})

test_reports[note] if {
	some note, [fields, want] in {
		"a client": [
			docker_host("tcp://build.example.com:2375"),
			{"msg": `service "web" uses the Docker API at tcp://build.example.com:2375, without TLS`, "at": "e"},
		],
		"the engine of a desktop": [
			docker_host("tcp://192.168.65.7:80/"),
			{"msg": `service "web" uses the Docker API at tcp://192.168.65.7:80/, without TLS`, "at": "e"},
		],
		"an engine in a container": [
			object.union({"image": "docker:27-dind"}, variable("DOCKER_TLS_CERTDIR", {})),
			{"msg": `service "web" offers the Docker API without TLS`, "at": "e"},
		],
		"a port": [
			{"ports": [{"target": 2375, "at": "p"}]},
			{"msg": `service "web" opens port 2375 for the Docker API without TLS`, "at": "p"},
		],
		"an engine that is told to": [
			{"command": ["dockerd", "-H", "tcp://0.0.0.0:2375"]},
			{"msg": `service "web" runs dockerd with the Docker API without TLS`, "at": "services/web/command"},
		],
	}
	rule.deny == {want} with input as testing.service(fields)
}

test_reports_a_container if {
	{finding.at | some finding in rule.deny} == {"spec/containers/0/arguments"} with input as testing.pod({"containers": [testing.container({"arguments": ["dockerd", "--host=tcp://0.0.0.0:2375"]})]})
}

test_does_not_report[note] if {
	some note, [fields, parameters] in {
		"TLS": [docker_host("tcp://build.example.com:2376"), {}],
		"SSH": [docker_host("ssh://build.example.com"), {}],
		"an engine of the pod's own": [docker_host("tcp://localhost:2375"), {}],
		"a proxy that filters calls": [docker_host("tcp://socket-proxy:2375"), {}],
		"a host that is allowed": [docker_host("tcp://build:2375"), {"allowed_hosts": ["build"]}],
		"an address behind a variable": [docker_host("${DOCKER_HOST}"), {}],
		"an engine with certificates": [
			object.union({"image": "docker:27-dind"}, variable("DOCKER_TLS_CERTDIR", {"text": "/certs"})),
			{},
		],
		"a client that is told not to look for certificates": [
			object.union({"image": "docker:27-cli"}, variable("DOCKER_TLS_CERTDIR", {})),
			{},
		],
		"an engine that asks for certificates": [{"command": ["dockerd", "--tlsverify", "-H", "tcp://0.0.0.0:2375"]}, {}],
		"another port": [{"ports": [{"target": 8080, "at": "p"}]}, {}],
		"a port that is not looked for": [docker_host("tcp://build.example.com:2375"), {"ports": [4243]}],
		"a service that is exempt": [docker_host("tcp://build.example.com:2375"), {"exempt": ["name:web"]}],
	}
	rule.deny == set() with input as testing.service(fields)
		with data.seaworthy.parameters as {"workload/unencrypted_docker_api": parameters}
}
