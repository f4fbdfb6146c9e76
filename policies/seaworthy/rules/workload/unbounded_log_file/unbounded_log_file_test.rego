package seaworthy.rules.workload.unbounded_log_file_test

import data.seaworthy.rules.workload.unbounded_log_file as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, fields in {
		"nothing is said": {},
		"the driver": {"logging": {"driver": "json-file", "at": "x"}},
		"a number of files alone": {"logging": {"options": {"max-file": "3"}, "at": "x"}},
		"no limit": {"logging": {"options": {"max-size": "-1"}, "at": "x"}},
	}
	rule.deny == {{"msg": `service "web" writes a log file without limit`, "at": "services/web/logging"}} with input as testing.service(fields)
}

test_does_not_report[note] if {
	some note, document in {
		"a size": testing.service({"logging": {"options": {"max-size": "10m"}, "at": "x"}}),
		"a driver that rotates": testing.service({"logging": {"driver": "local", "at": "x"}}),
		"a driver that a variable hides": testing.service({"logging": {"driver": "${LOG_DRIVER}", "at": "x"}}),
		"a pod, whose logs the kubelet rotates": testing.pod({}),
	}
	rule.deny == set() with input as document
}

test_exempt if {
	rule.deny == set() with input as testing.service({})
		with data.seaworthy.parameters as {"workload/unbounded_log_file": {"exempt": ["name:web"]}}
}

test_options_that_cannot_be_read_may_set_it if {
	rule.deny == set() with input as testing.service({"unknown": ["logging"]})
}
