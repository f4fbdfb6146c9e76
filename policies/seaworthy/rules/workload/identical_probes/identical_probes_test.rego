package seaworthy.rules.workload.identical_probes_test

import data.seaworthy.rules.workload.identical_probes as rule
import data.seaworthy.testing

pod(liveness, readiness) := testing.pod({"containers": [testing.container({"probes": {
	"liveness": object.union({"handler": "http", "path": "/", "port": "80", "at": "a"}, liveness),
	"readiness": object.union({"handler": "http", "path": "/", "port": "80", "at": "b"}, readiness),
}})]})

test_reports[note] if {
	some note, [liveness, readiness] in {
		"all the same": [{}, {}],
		"a default spelt out": [{"timing": {"period": 10}}, {}],
		"the same timing": [{"timing": {"period": 5, "failure_threshold": 2}}, {"timing": {"period": 5, "failure_threshold": 2}}],
	}
	rule.deny == {{
		"msg": `container "web" has the same probe for liveness as for readiness`,
		"at": "spec/containers/0/probes/liveness",
	}} with input as pod(liveness, readiness)
}

test_does_not_report[note] if {
	some note, document in {
		"another path": pod({"path": "/live"}, {}),
		"later": pod({"timing": {"failure_threshold": 10}}, {}),
		"another handler": pod({"handler": "tcp"}, {}),
		"one alone": testing.pod({"containers": [testing.container({"probes": {"liveness": {"handler": "tcp", "port": "80", "at": "a"}}})]}),
		"none": testing.pod({}),
		"a service": testing.service({}),
	}
	rule.deny == set() with input as document
}

test_exempt if {
	rule.deny == set() with input as pod({}, {})
		with data.seaworthy.parameters as {"workload/identical_probes": {"exempt": ["container:web"]}}
}
