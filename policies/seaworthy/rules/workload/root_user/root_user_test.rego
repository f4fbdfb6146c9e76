package seaworthy.rules.workload.root_user_test

import data.seaworthy.rules.workload.root_user as rule
import data.seaworthy.testing

root := testing.account(0, "spec/containers/0/securityContext/runAsUser")

pod_root := {"user": testing.account(0, "spec/securityContext/runAsUser")}

test_reports[note] if {
	some note, [document, want] in {
		"a container that asks for root": [
			testing.pod({"containers": [testing.container({"user": root})]}),
			{"msg": `container "web" starts as user 0`, "at": "spec/containers/0/securityContext/runAsUser"},
		],
		"a pod that asks for root": [
			testing.pod({"pod": pod_root}),
			{"msg": `pod "web" starts as user 0`, "at": "spec/securityContext/runAsUser"},
		],
		"a service that names root": [
			testing.service({"user": {"text": "root:www", "name": "root", "at": "services/web/user"}}),
			{"msg": `service "web" starts as user root:www`, "at": "services/web/user"},
		],
		"root in a user namespace, as long as nobody accepts it": [
			testing.pod({"user_namespace": "private", "pod": pod_root}),
			{"msg": `pod "web" starts as user 0`, "at": "spec/securityContext/runAsUser"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"nobody asks for a user": testing.pod({}),
		"another user": testing.pod({"containers": [testing.container({"user": testing.account(1000, "x")})]}),
		"a pod whose root every container overrides": testing.pod({
			"pod": pod_root,
			"containers": [testing.container({"user": testing.account(1000, "x")})],
		}),
		"a variable": testing.service({"user": {"text": "${UID}", "at": "x"}}),
	}
	rule.deny == set() with input as document
}

test_what_is_overridden_counts_where_it_is_to if {
	rule.deny == {{"msg": `pod "web" starts as user 0`, "at": "spec/securityContext/runAsUser"}} with input as testing.pod({
		"pod": pod_root,
		"containers": [testing.container({"user": testing.account(1000, "x")})],
	})
		with data.seaworthy.parameters as {"workload/root_user": {"include_overridden": true}}
}

test_root_of_a_user_namespace_is_accepted_where_it_is_to_be if {
	rule.deny == set() with input as testing.pod({"user_namespace": "private", "pod": pod_root})
		with data.seaworthy.parameters as {"workload/root_user": {"allow_user_namespace": true}}
}
