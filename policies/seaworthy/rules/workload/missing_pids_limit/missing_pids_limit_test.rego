package seaworthy.rules.workload.missing_pids_limit_test

import data.seaworthy.rules.workload.missing_pids_limit as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, fields in {"nothing is said": {}, "unlimited": {"limits": {"pids": "-1"}}, "zero": {"limits": {"pids": "0"}}}
	rule.deny == {{
		"msg": `service "web" may start any number of processes`,
		"at": "services/web/limits/pids",
	}} with input as testing.service(fields)
}

test_does_not_report[note] if {
	some note, document in {
		"a limit": testing.service({"limits": {"pids": "200"}}),
		"a limit that a variable hides": testing.service({"limits": {"pids": "${PIDS}"}}),
		"a pod, which the kubelet limits": testing.pod({}),
	}
	rule.deny == set() with input as document
}

test_exempt if {
	rule.deny == set() with input as testing.service({})
		with data.seaworthy.parameters as {"workload/missing_pids_limit": {"exempt": ["name:web"]}}
}

test_options_that_cannot_be_read_may_set_it if {
	rule.deny == set() with input as testing.service({"unknown": ["limits"]})
}
