package seaworthy.rules.workload.oversized_user_id_test

import data.seaworthy.rules.workload.oversized_user_id as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"one more than 31 bits hold": [
			testing.pod({"containers": [testing.container({"user": testing.account(2147483648, "spec/containers/0/securityContext/runAsUser")})]}),
			{"msg": `container "web" runs as user 2147483648, which may wrap around to root`, "at": "spec/containers/0/securityContext/runAsUser"},
		],
		"more than 64 bits hold": [
			testing.service({"user": {"text": "99999999999999999999", "name": "99999999999999999999", "at": "services/web/user"}}),
			{"msg": `service "web" runs as user 99999999999999999999, which may wrap around to root`, "at": "services/web/user"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"the largest of 31 bits": testing.pod({"containers": [testing.container({"user": testing.account(2147483647, "spec/containers/0/securityContext/runAsUser")})]}),
		"a name": testing.service({"user": {"text": "web1", "name": "web1", "at": "x"}}),
		"nobody names one": testing.pod({}),
	}
	rule.deny == set() with input as document
}

test_what_it_may_be_told[note] if {
	some note, [parameters, document, places] in {
		"another maximum": [{"maximum": 65535}, testing.pod({"containers": [testing.container({"user": testing.account(65536, "spec/containers/0/securityContext/runAsUser")})]}), {"spec/containers/0/securityContext/runAsUser"}],
	}
	found := rule.deny with input as document
		with data.seaworthy.parameters as {"workload/oversized_user_id": parameters}
	{finding.at | some finding in found} == places
}

test_what_it_may_be_told_to_accept[note] if {
	some note, [parameters, document] in {
		"a container to leave alone": [{"exempt": ["container:web"]}, testing.pod({"containers": [testing.container({"user": testing.account(2147483648, "spec/containers/0/securityContext/runAsUser")})]})],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/oversized_user_id": parameters}
}
