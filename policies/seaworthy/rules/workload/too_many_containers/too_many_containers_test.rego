package seaworthy.rules.workload.too_many_containers_test

import data.seaworthy.rules.workload.too_many_containers as rule
import data.seaworthy.testing

pod(roles) := testing.pod({"containers": [testing.container({"role": role}) | some role in roles]})

test_reports[note] if {
	some note, roles in {"five": ["main", "main", "main", "main", "main"], "with a sidecar": ["main", "main", "main", "main", "sidecar", "init"]}
	rule.deny == {{"msg": `pod "web" runs 5 containers side by side`, "at": "spec/containers"}} with input as pod(roles)
}

test_does_not_report[note] if {
	some note, document in {
		"as many as may be": pod(["main", "main", "main", "main"]),
		"init containers run one after the other": pod(["main", "main", "main", "main", "init", "init"]),
		"one": testing.pod({}),
	}
	rule.deny == set() with input as document
}

test_parameters[note] if {
	some note, [parameters, want] in {"fewer": [{"maximum": 1}, 1], "exempt": [{"maximum": 1, "exempt": ["name:web"]}, 0]}
	count(rule.deny) == want with input as pod(["main", "main"])
		with data.seaworthy.parameters as {"workload/too_many_containers": parameters}
}
