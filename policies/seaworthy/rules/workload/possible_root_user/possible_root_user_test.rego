package seaworthy.rules.workload.possible_root_user_test

import data.seaworthy.rules.workload.possible_root_user as rule
import data.seaworthy.testing

log := testing.container({"title": `container "log"`, "at": "spec/containers/1"})

test_reports[note] if {
	some note, [document, want] in {
		"nobody says anything": [
			testing.pod({}),
			{"msg": `pod "web" may run as root, since nothing requires another user`, "at": "spec/pod/non_root"},
		],
		"all containers of a pod, as one": [
			testing.pod({"containers": [testing.container({}), log]}),
			{"msg": `pod "web" may run as root, since nothing requires another user`, "at": "spec/pod/non_root"},
		],
		"the one that says nothing": [
			testing.pod({"containers": [testing.container({"non_root": true}), log]}),
			{"msg": `container "log" may run as root, since nothing requires another user`, "at": "spec/containers/1/non_root"},
		],
		"a container that takes the requirement back": [
			testing.pod({"pod": {"non_root": true}, "containers": [testing.container({"non_root": false}), log]}),
			{"msg": `container "web" may run as root, since nothing requires another user`, "at": "spec/containers/0/non_root"},
		],
		"a container that asks for root": [
			testing.pod({"containers": [testing.container({"user": testing.account(0, "x")})]}),
			{"msg": `container "web" may run as root, since nothing requires another user`, "at": "spec/containers/0/non_root"},
		],
		"a service without a user": [
			testing.service({}),
			{"msg": `service "web" may run as root, since nothing requires another user`, "at": "services/web/non_root"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"the pod requires it": testing.pod({"pod": {"non_root": true}}),
		"the container requires it": testing.pod({"containers": [testing.container({"non_root": true})]}),
		"the pod asks for another user": testing.pod({"pod": {"user": testing.account(1000, "x")}}),
		"a service with a user": testing.service({"user": {"text": "www", "name": "www", "at": "x"}}),
		"a service whose user a variable names": testing.service({"user": {"text": "${UID}", "at": "x"}}),
		"a service where a variable hides it": testing.service({"unknown": ["user"]}),
	}
	rule.deny == set() with input as document
}

test_parameters[note] if {
	some note, [document, parameters, want] in {
		"a number is not enough": [
			testing.pod({"pod": {"user": testing.account(1000, "x")}}),
			{"accept_user_id": false},
			{"spec/pod/non_root"},
		],
		"the image of a service is not known": [testing.service({}), {"report_unknown_image": false}, set()],
		"a pod that says false and is overridden": [
			testing.pod({"pod": {"non_root": false}, "containers": [testing.container({"non_root": true})]}),
			{"include_overridden": true},
			{"spec/pod/non_root"},
		],
		"a user namespace": [testing.pod({"user_namespace": "private"}), {"allow_user_namespace": true}, set()],
		"a container that is exempt": [testing.pod({}), {"exempt": ["container:web"]}, set()],
	}
	{finding.at | some finding in rule.deny} == want with input as document
		with data.seaworthy.parameters as {"workload/possible_root_user": parameters}
}
