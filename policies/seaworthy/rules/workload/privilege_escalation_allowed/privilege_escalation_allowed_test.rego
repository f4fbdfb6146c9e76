package seaworthy.rules.workload.privilege_escalation_allowed_test

import data.seaworthy.rules.workload.privilege_escalation_allowed as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [fields, want] in {
		"nothing is said": [{}, `container "web" does not forbid its processes to gain privileges`],
		"it is allowed": [{"privilege_escalation": true}, `container "web" allows its processes to gain privileges`],
		"in an init container": [{"role": "init"}, `container "web" does not forbid its processes to gain privileges`],
	}
	rule.deny == {{"msg": want, "at": "spec/containers/0/privilege_escalation"}} with input as testing.pod({"containers": [testing.container(fields)]})
}

test_reports_services_without_no_new_privileges if {
	count(rule.deny) == 1 with input as testing.service({})
}

test_does_not_report[note] if {
	some note, document in {
		"it is forbidden": testing.pod({"containers": [testing.container({"privilege_escalation": false})]}),
		"Windows knows no such thing": testing.pod({"os": "windows"}),
		"a service where a variable hides it": testing.service({"unknown": ["privilege_escalation"]}),
	}
	rule.deny == set() with input as document
}

test_silence_is_accepted_where_it_is_to_be[note] if {
	some note, [fields, want] in {"silence": [{}, 0], "permission": [{"privilege_escalation": true}, 1]}
	count(rule.deny) == want with input as testing.pod({"containers": [testing.container(fields)]})
		with data.seaworthy.parameters as {"workload/privilege_escalation_allowed": {"report_unset": false}}
}

test_platforms if {
	rule.deny == set() with input as testing.service({})
		with data.seaworthy.parameters as {"workload/privilege_escalation_allowed": {"platforms": ["kubernetes"]}}
}
