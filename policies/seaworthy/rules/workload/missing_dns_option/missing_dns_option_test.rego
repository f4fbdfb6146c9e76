package seaworthy.rules.workload.missing_dns_option_test

import data.seaworthy.rules.workload.missing_dns_option as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, fields in {"nothing is said": {}, "another value": {"dns_options": {"ndots": "5"}}, "another option": {"dns_options": {"timeout": "2"}}}
	rule.deny == {{"msg": `pod "web" does not set the DNS option ndots to 2`, "at": "spec/dns_options"}} with input as testing.pod(fields)
}

test_does_not_report[note] if {
	some note, document in {
		"the option": testing.pod({"dns_options": {"ndots": "2"}}),
		"a service": testing.service({}),
	}
	rule.deny == set() with input as document
}

test_parameters[note] if {
	some note, [parameters, want] in {
		"another option": [{"options": {"timeout": "1"}}, 1],
		"a number": [{"options": {"ndots": 1}}, 0],
		"none": [{"options": {}}, 0],
		"exempt": [{"options": {"timeout": "1"}, "exempt": ["name:web"]}, 0],
	}
	count(rule.deny) == want with input as testing.pod({"dns_options": {"ndots": "1"}})
		with data.seaworthy.parameters as {"workload/missing_dns_option": parameters}
}
