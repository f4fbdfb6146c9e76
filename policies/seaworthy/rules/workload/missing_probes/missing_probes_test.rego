package seaworthy.rules.workload.missing_probes_test

import data.seaworthy.rules.workload.missing_probes as rule
import data.seaworthy.testing

pod(fields) := testing.pod({"containers": [testing.container(fields)]})

test_reports if {
	rule.deny == {{"msg": `container "web" has no probe of any kind`, "at": "spec/containers/0"}} with input as pod({})
}

test_does_not_report[note] if {
	some note, document in {
		"one probe": pod({"probes": {"startup": {"handler": "tcp", "port": "8080", "at": "here"}}}),
		"an init container": pod({"role": "init"}),
		"a job": testing.pod({"kind": "Job", "long_running": false}),
		"a pod that is run to its end": testing.pod({"restart": {"policy": "on_failure"}}),
		"a service": testing.service({}),
	}
	rule.deny == set() with input as document
}

test_a_container_without_ports[note] if {
	some note, [fields, told, want] in {
		"counts": [{}, true, 1],
		"unless it is told not to": [{}, false, 0],
		"one with ports always does": [{"ports": [{"target": 80, "at": "here"}]}, false, 1],
	}
	count(rule.deny) == want with input as pod(fields)
		with data.seaworthy.parameters as {"workload/missing_probes": {"without_ports": told}}
}

test_parameters[note] if {
	some note, parameters in {"other kinds": {"kinds": ["Deployment"]}, "exempt": {"exempt": ["container:web"]}}
	rule.deny == set() with input as testing.pod({})
		with data.seaworthy.parameters as {"workload/missing_probes": parameters}
}
