package seaworthy.rules.workload.missing_cpu_limit_test

import data.seaworthy.rules.workload.missing_cpu_limit as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, fields in {
		"nothing is said": {},
		"zero is no limit": {"limits": {"cpu": "0"}},
		"a request is no limit": {"requests": {"cpu": "500m"}},
		"an init container": {"role": "init"},
		"a sidecar": {"role": "sidecar"},
	}
	rule.deny == {{"msg": `container "web" may use every CPU`, "at": "spec/containers/0/limits/cpu"}} with input as testing.pod({"containers": [testing.container(fields)]})
}

test_reports_services[note] if {
	some note, fields in {"nothing is said": {}, "the engine's word for no limit": {"limits": {"cpu": "-1"}}}
	rule.deny == {{"msg": `service "web" may use every CPU`, "at": "services/web/limits/cpu"}} with input as testing.service(fields)
}

test_does_not_report[note] if {
	some note, document in {
		"a limit": testing.pod({"containers": [testing.container({"limits": {"cpu": "500m"}})]}),
		"a limit of the pod": testing.pod({"pod": {"limits": {"cpu": "500m"}}}),
		"a service's limit": testing.service({"limits": {"cpu": "500m"}}),
		"a limit that a variable hides": testing.service({"limits": {"cpu": "${LIMIT}"}}),
		"a debug container, which takes no limits": testing.pod({"containers": [testing.container({"role": "ephemeral"})]}),
		"shares": testing.service({"cpu_shares": 512}),
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
		with data.seaworthy.parameters as {"workload/missing_cpu_limit": parameters}
}

test_shares_are_no_limit_where_they_are_not_accepted if {
	count(rule.deny) == 1 with input as testing.service({"cpu_shares": 512})
		with data.seaworthy.parameters as {"workload/missing_cpu_limit": {"accept_shares": false}}
}

test_options_that_cannot_be_read_may_set_it if {
	rule.deny == set() with input as testing.service({"unknown": ["limits"]})
}
