package seaworthy.rules.workload.custom_cgroup_parent_test

import data.seaworthy.rules.workload.custom_cgroup_parent as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"a service": [
			testing.service_with({"cgroup_parent": "/batch"}),
			{"msg": `service "web" runs under the control group /batch`, "at": "services/web/cgroup_parent"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"nothing is said": testing.service({}),
		"a pod": testing.pod({}),
		"a variable": testing.service_with({"cgroup_parent": "${PARENT}"}),
	}
	rule.deny == set() with input as document
}

test_what_it_may_be_told_to_accept[note] if {
	some note, [parameters, document] in {
		"a parent on the list": [{"allowed": ["/b*"]}, testing.service_with({"cgroup_parent": "/batch"})],
		"a service to leave alone": [{"exempt": ["name:web"]}, testing.service_with({"cgroup_parent": "/batch"})],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/custom_cgroup_parent": parameters}
}
