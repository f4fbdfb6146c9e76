package seaworthy.rules.workload.best_effort_pod_test

import data.seaworthy.rules.workload.best_effort_pod as rule
import data.seaworthy.testing

pod(fields) := testing.pod({"containers": [testing.container({}), testing.container(fields)]})

test_reports[note] if {
	some note, fields in {
		"nothing is said": {},
		"zero is nothing": {"requests": {"cpu": "0"}, "limits": {"memory": "0"}},
		"the disk does not count": {"requests": {"ephemeral_storage": "1Gi"}},
	}
	rule.deny == {{"msg": `pod "web" asks for no CPU or memory`, "at": "spec/containers"}} with input as pod(fields)
}

test_does_not_report[note] if {
	some note, document in {
		"one container requests": pod({"requests": {"cpu": "1m"}}),
		"one init container is limited": pod({"role": "init", "limits": {"memory": "1Gi"}}),
		"the pod requests": testing.pod({"pod": {"requests": {"cpu": "1"}}}),
		"no containers": testing.pod({"containers": []}),
		"a service": testing.service({}),
	}
	rule.deny == set() with input as document
}

test_exempt if {
	rule.deny == set() with input as testing.pod({})
		with data.seaworthy.parameters as {"workload/best_effort_pod": {"exempt": ["kind:Pod"]}}
}
