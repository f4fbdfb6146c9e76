package seaworthy.rules.workload.missing_liveness_probe_test

import data.seaworthy.rules.workload.missing_liveness_probe as rule
import data.seaworthy.testing

pod(fields) := testing.pod({"containers": [testing.container(fields)]})

probe := {"handler": "tcp", "port": "8080", "at": "here"}

test_reports[note] if {
	some note, fields in {"nothing is said": {}, "another probe": {"probes": {"readiness": probe}}}
	rule.deny == {{"msg": `container "web" has no liveness probe`, "at": "spec/containers/0/probes/liveness"}} with input as pod(fields)
}

test_does_not_report[note] if {
	some note, document in {
		"the probe": pod({"probes": {"liveness": probe}}),
		"an init container": pod({"role": "init"}),
		"a sidecar": pod({"role": "sidecar"}),
		"a job": testing.pod({"kind": "Job", "long_running": false}),
		"a pod that is run to its end": testing.pod({"restart": {"policy": "never"}}),
		"a service": testing.service({}),
	}
	rule.deny == set() with input as document
}

test_parameters[note] if {
	some note, parameters in {"other kinds": {"kinds": ["Deployment"]}, "exempt": {"exempt": ["container:web"]}}
	rule.deny == set() with input as testing.pod({})
		with data.seaworthy.parameters as {"workload/missing_liveness_probe": parameters}
}

test_startup[note] if {
	some note, [accept, want] in {"accepted": [true, 0], "not accepted": [false, 1]}
	count(rule.deny) == want with input as pod({"probes": {"startup": probe}})
		with data.seaworthy.parameters as {"workload/missing_liveness_probe": {"accept_startup": accept}}
}
