package seaworthy.rules.workload.missing_cpu_request_test

import data.seaworthy.rules.workload.missing_cpu_request as rule
import data.seaworthy.testing

pod(fields) := testing.pod({"containers": [testing.container(fields)]})

test_reports[note] if {
	some note, fields in {
		"nothing is said": {},
		"zero is nothing": {"requests": {"cpu": "0"}},
		"an init container": {"role": "init"},
	}
	rule.deny == {{"msg": `container "web" requests no CPU`, "at": "spec/containers/0/requests/cpu"}} with input as pod(fields)
}

test_does_not_report[note] if {
	some note, document in {
		"a request": pod({"requests": {"cpu": "100m"}}),
		"a limit": pod({"limits": {"cpu": "100m"}}),
		"a request of the pod": testing.pod({"pod": {"requests": {"cpu": "100m"}}}),
		"a debug container, which takes no requests": pod({"role": "ephemeral"}),
		"a service": testing.service({}),
		"an init container in the shadow of one that requests": testing.pod({"containers": [
			testing.container({"role": "init", "name": "setup", "title": `container "setup"`}),
			testing.container({"requests": {"cpu": "1"}}),
		]}),
	}
	rule.deny == set() with input as document
}

test_parameters[note] if {
	some note, [fields, parameters, want] in {
		"a limit that does not count": [{"limits": {"cpu": "100m"}}, {"limit_counts": false}, 1],
		"roles": [{"role": "init"}, {"roles": ["main"]}, 0],
		"exempt": [{}, {"exempt": ["container:web"]}, 0],
	}
	count(rule.deny) == want with input as pod(fields)
		with data.seaworthy.parameters as {"workload/missing_cpu_request": parameters}
}
