package seaworthy.rules.workload.id_outside_allowed_ranges_test

import data.seaworthy.rules.workload.id_outside_allowed_ranges as rule
import data.seaworthy.testing

ranges := [{"min": 100, "max": 200}, {"min": 500}]

own(field, id) := testing.pod({"containers": [testing.container({field: testing.account(id, "own")})]})

of_pod(fields) := testing.pod({"pod": fields})

test_reports[note] if {
	some note, [parameter, document, want] in {
		"a container's user": ["users", own("user", 99), `container "web" has the user id 99, which is outside the allowed ranges`],
		"a container's group between two ranges": [
			"groups", own("group", 201),
			`container "web" has the group id 201, which is outside the allowed ranges`,
		],
		"a pod's user": [
			"users", of_pod({"user": testing.account(1, "pod")}),
			`pod "web" has the user id 1, which is outside the allowed ranges`,
		],
		"one of the further groups": [
			"supplementary_groups", of_pod({"supplementary_groups": [testing.account(100, "a"), testing.account(4, "b")]}),
			`pod "web" has the supplementary group 4, which is outside the allowed ranges`,
		],
		"the group of the volumes": [
			"filesystem_groups", of_pod({"filesystem_group": testing.account(4, "pod")}),
			`pod "web" has the volume group 4, which is outside the allowed ranges`,
		],
	}
	found := rule.deny with input as document
		with data.seaworthy.parameters as {"workload/id_outside_allowed_ranges": {parameter: ranges}}
	{finding.msg | some finding in found} == {want}
}

test_reports_what_is_unset_where_it_is_to[note] if {
	some note, [parameter, place] in {
		"users": ["users", "spec/pod/user"],
		"groups": ["groups", "spec/pod/group"],
		"further groups": ["supplementary_groups", "spec/pod/supplementary_groups"],
		"groups of volumes": ["filesystem_groups", "spec/pod/filesystem_group"],
	}
	found := rule.deny with input as testing.pod({})
		with data.seaworthy.parameters as {"workload/id_outside_allowed_ranges": {parameter: ranges, "report_unset": true}}
	{finding.at | some finding in found} == {place}
}

test_does_not_report[note] if {
	some note, [parameters, document] in {
		"the ends of a range": [{"users": ranges}, own("user", 200)],
		"a range without an end": [{"users": ranges}, own("user", 70000)],
		"what is unset": [{"users": ranges, "filesystem_groups": ranges}, testing.pod({})],
		"what has no ranges": [{"users": ranges}, own("group", 4)],
		"nothing is asked": [{}, own("user", 4)],
		"compose": [{"users": ranges}, testing.service({"user": testing.account(4, "x")})],
		"a container to leave alone": [{"users": ranges, "exempt": ["container:web"]}, own("user", 4)],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/id_outside_allowed_ranges": parameters}
}
