package seaworthy.rules.workload.host_port_test

import data.seaworthy.rules.workload.host_port as rule
import data.seaworthy.testing

pod(port, role) := testing.pod({"containers": [testing.container({
	"role": role,
	"ports": [object.union({"target": 8080, "at": "spec/containers/0/ports/0"}, port)],
})]})

test_reports[note] if {
	some note, role in {"a main container": "main", "an init container": "init", "a debug container": "ephemeral"}
	rule.deny == {{
		"msg": `container "web" takes port 9100 of the node`,
		"at": "spec/containers/0/ports/0/hostPort",
	}} with input as pod({"host_port": 9100, "published": true}, role)
}

test_does_not_report[note] if {
	some note, document in {
		"a port of the container": pod({}, "main"),
		"a container without ports": testing.pod({}),
		"the port of a service": testing.service({"ports": [{"host_port": 9100, "target": 8080, "at": "x"}]}),
	}
	rule.deny == set() with input as document
}

test_allowed[note] if {
	some note, [ranges, want] in {"within": [["53", "9000-9999"], 0], "outside": [["53", "9000-9099"], 1]}
	count(rule.deny) == want with input as pod({"host_port": 9100}, "main")
		with data.seaworthy.parameters as {"workload/host_port": {"allowed": ranges}}
}

test_exempt if {
	rule.deny == set() with input as pod({"host_port": 9100}, "main")
		with data.seaworthy.parameters as {"workload/host_port": {"exempt": ["container:web"]}}
}
