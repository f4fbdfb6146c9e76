package seaworthy.rules.workload.default_ulimits_test

import data.seaworthy.rules.workload.default_ulimits as rule
import data.seaworthy.testing

test_reports if {
	rule.deny == {{
		"msg": `service "web" sets no ulimits of its own`,
		"at": "services/web/ulimits",
	}} with input as testing.service({})
}

test_does_not_report[note] if {
	some note, document in {
		"a limit": testing.service({"ulimits": [{"text": "nofile=1024", "at": "x"}]}),
		"a pod, which knows none": testing.pod({}),
	}
	rule.deny == set() with input as document
}

test_exempt if {
	rule.deny == set() with input as testing.service({})
		with data.seaworthy.parameters as {"workload/default_ulimits": {"exempt": ["name:web"]}}
}

test_options_that_cannot_be_read_may_set_it if {
	rule.deny == set() with input as testing.service({"unknown": ["ulimits"]})
}
