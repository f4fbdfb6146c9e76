package seaworthy.rules.workload.missing_readiness_probe_test

import data.seaworthy.rules.workload.missing_readiness_probe as rule
import data.seaworthy.testing

pod(fields) := testing.pod({"containers": [testing.container(fields)]})

probe := {"handler": "tcp", "port": "8080", "at": "here"}

test_reports[note] if {
	some note, fields in {"nothing is said": {}, "another probe": {"probes": {"liveness": probe}}}
	rule.deny == {{"msg": `container "web" has no readiness probe`, "at": "spec/containers/0/probes/readiness"}} with input as pod(fields)
}

test_does_not_report[note] if {
	some note, document in {
		"the probe": pod({"probes": {"readiness": probe}}),
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
		with data.seaworthy.parameters as {"workload/missing_readiness_probe": parameters}
}
