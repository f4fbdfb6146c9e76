package seaworthy.rules.workload.probe_to_other_host_test

import data.seaworthy.rules.workload.probe_to_other_host as rule
import data.seaworthy.testing

probe(host) := {"handler": "http", "port": "80", "host": host, "at": "here"}

pod(fields, host_network) := testing.pod({"host": {"network": host_network}, "containers": [testing.container(fields)]})

test_reports[note] if {
	some note, [fields, want] in {
		"a probe": [{"probes": {"liveness": probe("169.254.169.254")}}, `container "web" has a liveness probe that calls 169.254.169.254`],
		"a hook": [{"hooks": {"pre_stop": probe("example.com")}}, `container "web" has a preStop hook that calls example.com`],
		"the node's loopback": [{"probes": {"startup": probe("127.0.0.1")}}, `container "web" has a startup probe that calls 127.0.0.1`],
	}
	rule.deny == {{"msg": want, "at": "here/host"}} with input as pod(fields, false)
}

test_does_not_report[note] if {
	some note, fields in {"no probe": {}, "the pod itself": {"probes": {"readiness": {"handler": "http", "port": "80", "at": "here"}}}}
	rule.deny == set() with input as pod(fields, true)
}

test_own_loopback[note] if {
	some note, [host, host_network, accept, want] in {
		"its own, accepted": ["127.0.0.1", true, true, 0],
		"its own, not accepted": ["127.0.0.1", true, false, 1],
		"the node's": ["127.0.0.1", false, true, 1],
		"another host": ["10.0.0.1", true, true, 1],
	}
	count(rule.deny) == want with input as pod({"probes": {"liveness": probe(host)}}, host_network)
		with data.seaworthy.parameters as {"workload/probe_to_other_host": {"accept_own_loopback": accept, "exempt": []}}
}

test_exempt if {
	rule.deny == set() with input as pod({"probes": {"liveness": probe("10.0.0.1")}}, false)
		with data.seaworthy.parameters as {"workload/probe_to_other_host": {"exempt": ["container:web"]}}
}
