package seaworthy.rules.workload.root_group_test

import data.seaworthy.rules.workload.root_group as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"a container with group 0": [
			testing.pod({"containers": [testing.container({"group": testing.account(0, "spec/containers/0/securityContext/runAsGroup")})]}),
			{"msg": `container "web" runs with the root group`, "at": "spec/containers/0/securityContext/runAsGroup"},
		],
		"a pod with group 0": [
			testing.pod({"pod": {"group": testing.account(0, "spec/g")}}),
			{"msg": `pod "web" runs with the root group`, "at": "spec/g"},
		],
		"one of several further groups": [
			testing.pod({"pod": {"supplementary_groups": [testing.account(5, "spec/s/0"), testing.account(0, "spec/s/1")]}}),
			{"msg": `pod "web" is also in the root group`, "at": "spec/s/1"},
		],
		"the group of the volumes": [
			testing.pod({"pod": {"filesystem_group": testing.account(0, "spec/f")}}),
			{"msg": `pod "web" gives its volumes to the root group`, "at": "spec/f"},
		],
		"a service by name": [
			testing.service({"group": {"text": "root", "name": "root", "at": "services/web/user"}}),
			{"msg": `service "web" runs with the root group`, "at": "services/web/user"},
		],
		"a service with a further group": [
			testing.service({"supplementary_groups": [testing.account(0, "services/web/group_add/0")]}),
			{"msg": `service "web" is also in the root group`, "at": "services/web/group_add/0"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"nothing is said": testing.pod({}),
		"other groups": testing.pod({"pod": {"group": testing.account(5, "x"), "filesystem_group": testing.account(6, "y")}}),
		"a pod whose group each container overrides": testing.pod({"pod": {"group": testing.account(0, "x")}, "containers": [testing.container({"group": testing.account(7, "y")})]}),
	}
	rule.deny == set() with input as document
}

test_what_it_may_be_told[note] if {
	some note, [parameters, document, places] in {
		"what is left to the image": [{"report_unset": true}, testing.pod({}), {"spec/pod/group"}],
		"what one container leaves to the image": [{"report_unset": true}, testing.pod({"containers": [testing.container({"group": testing.account(7, "x")}), testing.container({"name": "log", "title": `container "log"`, "at": "spec/containers/1"})]}), {"spec/containers/1/group"}],
		"only some of the groups": [{"fields": ["filesystem"]}, testing.pod({"pod": {"group": testing.account(0, "x"), "filesystem_group": testing.account(0, "y")}}), {"y"}],
	}
	found := rule.deny with input as document
		with data.seaworthy.parameters as {"workload/root_group": parameters}
	{finding.at | some finding in found} == places
}

test_what_it_may_be_told_to_accept[note] if {
	some note, [parameters, document] in {
		"pods for Windows have no groups": [{"report_unset": true}, testing.pod({"os": "windows"})],
		"a container to leave alone": [{"exempt": ["container:web"]}, testing.pod({"containers": [testing.container({"group": testing.account(0, "spec/containers/0/securityContext/runAsGroup")})]})],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/root_group": parameters}
}
