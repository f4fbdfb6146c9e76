package seaworthy.rules.workload.missing_ephemeral_storage_limit_test

import data.seaworthy.rules.workload.missing_ephemeral_storage_limit as rule
import data.seaworthy.testing

pod(fields) := testing.pod({"containers": [testing.container(fields)]})

test_reports[note] if {
	some note, fields in {
		"nothing is said": {},
		"a request is no limit": {"requests": {"ephemeral_storage": "1Gi"}},
	}
	rule.deny == {{
		"msg": `container "web" may fill the node's disk`,
		"at": "spec/containers/0/limits/ephemeral-storage",
	}} with input as pod(fields)
}

test_does_not_report[note] if {
	some note, document in {
		"a limit": pod({"limits": {"ephemeral_storage": "1Gi"}}),
		"a debug container": pod({"role": "ephemeral"}),
		"a service": testing.service({}),
	}
	rule.deny == set() with input as document
}

test_parameters[note] if {
	some note, [fields, parameters, want] in {
		"both, and there is none": [{}, {"fields": ["limit", "request"]}, 2],
		"both, and there is one": [{"limits": {"ephemeral_storage": "1Gi"}}, {"fields": ["limit", "request"]}, 1],
		"roles": [{"role": "init"}, {"roles": ["main"]}, 0],
		"exempt": [{}, {"exempt": ["container:web"]}, 0],
	}
	count(rule.deny) == want with input as pod(fields)
		with data.seaworthy.parameters as {"workload/missing_ephemeral_storage_limit": parameters}
}
