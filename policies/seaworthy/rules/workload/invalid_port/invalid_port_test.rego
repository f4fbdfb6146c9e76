package seaworthy.rules.workload.invalid_port_test

import data.seaworthy.rules.workload.invalid_port as rule
import data.seaworthy.testing

pod(ports) := testing.pod({"containers": [testing.container({"ports": ports})]})

test_reports[note] if {
	some note, [port, want] in {
		"a number that is too high": [{"target": 123456}, ["here/containerPort", "has the port 123456, which is not within 1 and 65535"]],
		"no port at all": [{"target": 0}, ["here/containerPort", "has the port 0, which is not within 1 and 65535"]],
		"a port of the node": [{"target": 80, "host_port": 70000}, ["here/hostPort", "has the port 70000, which is not within 1 and 65535"]],
		"no number": [{"name": "http"}, ["here", "has a port without a number"]],
		"a number in quotes": [{"text": "80"}, ["here/containerPort", `has the port "80", a text where a number is needed`]],
		"a word": [{"text": "HTTP_PORT"}, ["here/containerPort", `has the port "HTTP_PORT", a text where a number is needed`]],
		"a long name": [{"target": 80, "name": "prometheus-metrics"}, ["here/name", `calls a port "prometheus-metrics", which is no name of a port`]],
		"capitals": [{"target": 80, "name": "HTTP"}, ["here/name", `calls a port "HTTP", which is no name of a port`]],
		"an underscore": [{"target": 80, "name": "http_api"}, ["here/name", `calls a port "http_api", which is no name of a port`]],
		"two dashes": [{"target": 80, "name": "http--api"}, ["here/name", `calls a port "http--api", which is no name of a port`]],
		"a dash at the end": [{"target": 80, "name": "http-"}, ["here/name", `calls a port "http-", which is no name of a port`]],
		"a number for a name": [{"target": 80, "name": "8080"}, ["here/name", `calls a port "8080", which is no name of a port`]],
	}
	rule.deny == {{"msg": $`container "web" {want[1]}`, "at": want[0]}} with input as pod([object.union(port, {"at": "here"})])
}

test_reports_the_second_of_a_name if {
	rule.deny == {{"msg": `container "web" calls two ports "http"`, "at": "b/name"}} with input as pod([
		{"target": 80, "name": "http", "at": "a"},
		{"target": 8080, "name": "http", "at": "b"},
	])
}

test_does_not_report[note] if {
	some note, document in {
		"a number": pod([{"target": 65535, "at": "here"}]),
		"a name": pod([{"target": 80, "name": "http-2", "at": "here"}]),
		"names of 15 and of one": pod([{"target": 80, "name": "abcdefghijklmno", "at": "a"}, {"target": 81, "name": "p", "at": "b"}]),
		"what a template is to fill in": pod([{"text": "80{{ .index }}", "at": "here"}, {"text": "${PORT}", "at": "there"}]),
		"a port that a variable hides": testing.service({"ports": [{"published": true, "at": "x"}]}),
	}
	rule.deny == set() with input as document
}

test_exempt if {
	rule.deny == set() with input as pod([{"target": 0, "at": "here"}])
		with data.seaworthy.parameters as {"workload/invalid_port": {"exempt": ["container:web"]}}
}
