package seaworthy.rules.workload.low_group_id_test

import data.seaworthy.rules.workload.low_group_id as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"a container with a low id": [
			testing.pod({"containers": [testing.container({"group": testing.account(1000, "spec/containers/0/securityContext/runAsUser")})]}),
			{"msg": `container "web" runs with group 1000, and ids below 10000 may be the host's`, "at": "spec/containers/0/securityContext/runAsUser"},
		],
		"a pod with a low id": [
			testing.pod({"pod": {"group": testing.account(9999, "spec/x")}}),
			{"msg": `pod "web" runs with group 9999, and ids below 10000 may be the host's`, "at": "spec/x"},
		],
		"root by name": [
			testing.service({"group": {"text": "root", "name": "root", "at": "services/web/user"}}),
			{"msg": `service "web" runs with group root, and ids below 10000 may be the host's`, "at": "services/web/user"},
		],
		"nobody names one": [
			testing.pod({}),
			{"msg": `pod "web" leaves its group id to the image`, "at": "spec/pod/group"},
		],
		"one container names none": [
			testing.pod({"containers": [testing.container({"group": testing.account(20000, "x")}), testing.container({"name": "log", "title": `container "log"`, "at": "spec/containers/1"})]}),
			{"msg": `container "log" leaves its group id to the image`, "at": "spec/containers/1/group"},
		],
		"a service that names none": [
			testing.service({}),
			{"msg": `service "web" leaves its group id to the image`, "at": "services/web/group"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"the lowest that is accepted": testing.pod({"containers": [testing.container({"group": testing.account(10000, "x")})]}),
		"a name": testing.service({"group": {"text": "web", "name": "web", "at": "x"}}),
		"a variable that nobody sets": testing.service({"unknown": ["group"]}),
		"a pod for Windows": testing.pod({"os": "windows"}),
		"a pod that selects Windows nodes": testing.pod({"scheduling": {"node_selector": {"kubernetes.io/os": "windows"}}}),
	}
	rule.deny == set() with input as document
}

test_what_it_may_be_told_to_accept[note] if {
	some note, [parameters, document] in {
		"another minimum": [{"minimum": 500}, testing.pod({"containers": [testing.container({"group": testing.account(1000, "x")})]})],
		"what is left to the image is not reported": [{"report_unset": false}, testing.pod({})],
		"a container to leave alone": [{"exempt": ["container:web"]}, testing.pod({"containers": [testing.container({"group": testing.account(5, "x")})]})],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/low_group_id": parameters}
}
