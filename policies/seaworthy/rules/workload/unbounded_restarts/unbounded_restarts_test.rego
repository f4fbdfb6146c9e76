package seaworthy.rules.workload.unbounded_restarts_test

import data.seaworthy.rules.workload.unbounded_restarts as rule
import data.seaworthy.testing

service(restart) := testing.service_with({"restart": restart})

test_reports[note] if {
	some note, [restart, want] in {
		"no bound": [{"policy": "on_failure"}, "without end"],
		"zero is no bound": [{"policy": "on_failure", "retries": 0}, "without end"],
		"many times": [{"policy": "on_failure", "retries": 10}, "up to 10 times"],
	}
	rule.deny == {{"msg": $`service "web" is restarted {want} when it fails`, "at": "services/web/restart"}} with input as service(restart)
}

test_does_not_report[note] if {
	some note, document in {
		"as often as may be": service({"policy": "on_failure", "retries": 5}),
		"less often": service({"policy": "on_failure", "retries": 2}),
		"always": service({"policy": "always"}),
		"nothing is said": service({}),
		"a pod, whose restarts are spread out": testing.pod({"restart": {"policy": "on_failure"}}),
	}
	rule.deny == set() with input as document
}

test_parameters[note] if {
	some note, [restart, parameters, want] in {
		"always counts": [{"policy": "always"}, {"report_always": true}, 1],
		"unless stopped counts": [{"policy": "unless_stopped"}, {"report_always": true}, 1],
		"less often counts": [{"policy": "on_failure", "retries": 2}, {"exact": true}, 1],
		"more is allowed": [{"policy": "on_failure", "retries": 10}, {"max_retries": 10}, 0],
		"exempt": [{"policy": "on_failure"}, {"exempt": ["name:web"]}, 0],
	}
	count(rule.deny) == want with input as service(restart)
		with data.seaworthy.parameters as {"workload/unbounded_restarts": parameters}
}
