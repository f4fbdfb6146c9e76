package seaworthy.rules.workload.low_user_id_test

import data.seaworthy.rules.workload.low_user_id as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"a container with a low id": [
			testing.pod({"containers": [testing.container({"user": testing.account(1000, "spec/containers/0/securityContext/runAsUser")})]}),
			{"msg": `container "web" runs as user 1000, and ids below 10000 may be the host's`, "at": "spec/containers/0/securityContext/runAsUser"},
		],
		"a pod with a low id": [
			testing.pod({"pod": {"user": testing.account(9999, "spec/x")}}),
			{"msg": `pod "web" runs as user 9999, and ids below 10000 may be the host's`, "at": "spec/x"},
		],
		"root by name": [
			testing.service({"user": {"text": "root", "name": "root", "at": "services/web/user"}}),
			{"msg": `service "web" runs as user root, and ids below 10000 may be the host's`, "at": "services/web/user"},
		],
		"nobody names one": [
			testing.pod({}),
			{"msg": `pod "web" leaves its user id to the image`, "at": "spec/pod/user"},
		],
		"one container names none": [
			testing.pod({"containers": [testing.container({"user": testing.account(20000, "x")}), testing.container({"name": "log", "title": `container "log"`, "at": "spec/containers/1"})]}),
			{"msg": `container "log" leaves its user id to the image`, "at": "spec/containers/1/user"},
		],
		"a service that names none": [
			testing.service({}),
			{"msg": `service "web" leaves its user id to the image`, "at": "services/web/user"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"the lowest that is accepted": testing.pod({"containers": [testing.container({"user": testing.account(10000, "x")})]}),
		"a name": testing.service({"user": {"text": "web", "name": "web", "at": "x"}}),
		"a variable that nobody sets": testing.service({"unknown": ["user"]}),
		"a pod for Windows": testing.pod({"os": "windows"}),
		"a pod that selects Windows nodes": testing.pod({"scheduling": {"node_selector": {"kubernetes.io/os": "windows"}}}),
		"a user namespace of its own": testing.pod({"user_namespace": "private"}),
	}
	rule.deny == set() with input as document
}

test_what_it_may_be_told[note] if {
	some note, [parameters, document, places] in {
		"a user namespace of its own is not enough": [{"allow_user_namespace": false}, testing.pod({"user_namespace": "private"}), {"spec/pod/user"}],
	}
	found := rule.deny with input as document
		with data.seaworthy.parameters as {"workload/low_user_id": parameters}
	{finding.at | some finding in found} == places
}

test_what_it_may_be_told_to_accept[note] if {
	some note, [parameters, document] in {
		"another minimum": [{"minimum": 500}, testing.pod({"containers": [testing.container({"user": testing.account(1000, "x")})]})],
		"what is left to the image is not reported": [{"report_unset": false}, testing.pod({})],
		"a container to leave alone": [{"exempt": ["container:web"]}, testing.pod({"containers": [testing.container({"user": testing.account(5, "x")})]})],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/low_user_id": parameters}
}
