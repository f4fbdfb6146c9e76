package seaworthy.rules.workload.probe_on_undeclared_port_test

import data.seaworthy.rules.workload.probe_on_undeclared_port as rule
import data.seaworthy.testing

pod(probe, ports) := testing.pod({"containers": [testing.container({
	"ports": ports,
	"probes": {"liveness": object.union({"handler": "http", "at": "here"}, probe)},
})]})

http := {"target": 8080, "name": "http", "protocol": "tcp", "at": "x"}

test_reports[note] if {
	some note, [port, ports] in {
		"another number": ["8081", [http]],
		"another name": ["web", [http]],
		"no ports": ["8080", []],
		"another protocol": ["8080", [object.union(http, {"protocol": "udp"})]],
	}
	rule.deny == {{
		"msg": $`container "web" does not declare the port {port} that its liveness probe asks`,
		"at": "here/port",
	}} with input as pod({"port": port}, ports)
}

test_does_not_report[note] if {
	some note, document in {
		"the number": pod({"port": "8080"}, [http]),
		"the name": pod({"port": "http"}, [http]),
		"a port without name and protocol": pod({"port": "80"}, [{"target": 80, "at": "x"}]),
		"a command": pod({"handler": "exec", "command": ["true"]}, [http]),
		"another host": pod({"port": "9", "host": "example.com"}, [http]),
		"no probe": testing.pod({}),
	}
	rule.deny == set() with input as document
}

test_parameters[note] if {
	some note, [port, parameters, want] in {
		"other probes": ["9", {"probes": ["readiness"]}, 0],
		"numbers are not compared": ["9", {"check_numbers": false}, 0],
		"names are": ["web", {"check_numbers": false}, 1],
		"exempt": ["9", {"exempt": ["container:web"]}, 0],
	}
	count(rule.deny) == want with input as pod({"port": port}, [http])
		with data.seaworthy.parameters as {"workload/probe_on_undeclared_port": parameters}
}
