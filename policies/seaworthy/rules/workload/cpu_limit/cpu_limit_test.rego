package seaworthy.rules.workload.cpu_limit_test

import data.seaworthy.rules.workload.cpu_limit as rule
import data.seaworthy.testing

pod(fields) := testing.pod({"containers": [testing.container(fields)]})

test_reports if {
	rule.deny == {{
		"msg": `container "web" has a CPU limit, 500m`,
		"at": "spec/containers/0/limits/cpu",
	}} with input as pod({"limits": {"cpu": "500m"}})
}

test_does_not_report[note] if {
	some note, document in {
		"nothing is said": testing.pod({}),
		"a limit of memory": pod({"limits": {"memory": "1Gi"}}),
		"a request": pod({"requests": {"cpu": "1"}}),
		"a service": testing.service({"limits": {"cpu": "1"}}),
	}
	rule.deny == set() with input as document
}

test_exempt if {
	rule.deny == set() with input as pod({"limits": {"cpu": "1"}})
		with data.seaworthy.parameters as {"workload/cpu_limit": {"exempt": ["container:web"]}}
}
