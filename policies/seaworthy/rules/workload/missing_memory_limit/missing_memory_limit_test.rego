package seaworthy.rules.workload.missing_memory_limit_test

import data.seaworthy.rules.workload.missing_memory_limit as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, fields in {
		"nothing is said": {},
		"zero is no limit": {"limits": {"memory": "0"}},
		"a request is no limit": {"requests": {"memory": "512Mi"}},
		"an init container": {"role": "init"},
		"a sidecar": {"role": "sidecar"},
	}
	rule.deny == {{"msg": `container "web" may use any amount of memory`, "at": "spec/containers/0/limits/memory"}} with input as testing.pod({"containers": [testing.container(fields)]})
}

test_reports_services[note] if {
	some note, fields in {"nothing is said": {}, "the engine's word for no limit": {"limits": {"memory": "-1"}}}
	rule.deny == {{"msg": `service "web" may use any amount of memory`, "at": "services/web/limits/memory"}} with input as testing.service(fields)
}

test_does_not_report[note] if {
	some note, document in {
		"a limit": testing.pod({"containers": [testing.container({"limits": {"memory": "512Mi"}})]}),
		"a limit of the pod": testing.pod({"pod": {"limits": {"memory": "512Mi"}}}),
		"a service's limit": testing.service({"limits": {"memory": "512Mi"}}),
		"a limit that a variable hides": testing.service({"limits": {"memory": "${LIMIT}"}}),
		"a debug container, which takes no limits": testing.pod({"containers": [testing.container({"role": "ephemeral"})]}),
	}
	rule.deny == set() with input as document
}

test_parameters[note] if {
	some note, [document, parameters] in {
		"roles": [testing.pod({"containers": [testing.container({"role": "init"})]}), {"roles": ["main"]}],
		"platforms": [testing.service({}), {"platforms": ["kubernetes"]}],
		"exempt": [testing.pod({}), {"exempt": ["name:web"]}],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/missing_memory_limit": parameters}
}

test_options_that_cannot_be_read_may_set_it if {
	rule.deny == set() with input as testing.service({"unknown": ["limits"]})
}
