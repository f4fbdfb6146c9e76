package seaworthy.rules.workload.unverifiable_non_root_user_test

import data.seaworthy.rules.workload.unverifiable_non_root_user as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"the container requires non-root": [
			testing.pod({"containers": [testing.container({"image": "quay.io/prometheus/alertmanager:v0.27.0", "non_root": true})]}),
			{"msg": `container "web" does not start, since its image's user is nobody and no number proves that to be non-root`, "at": "spec/containers/0/image"},
		],
		"the pod requires it": [
			testing.pod({"pod": {"non_root": true}, "containers": [testing.container({"image": "memcached"})]}),
			{"msg": `container "web" does not start, since its image's user is memcache and no number proves that to be non-root`, "at": "spec/containers/0/image"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"nobody requires it": testing.pod({"containers": [testing.container({"image": "quay.io/prometheus/alertmanager:v0.27.0"})]}),
		"the container has a number": testing.pod({"containers": [testing.container({"image": "quay.io/prometheus/alertmanager:v0.27.0", "non_root": true, "user": testing.account(65534, "x")})]}),
		"the pod has a number": testing.pod({"pod": {"non_root": true, "user": testing.account(65534, "x")}, "containers": [testing.container({"image": "quay.io/prometheus/alertmanager:v0.27.0"})]}),
		"an image that nothing is known of": testing.pod({"containers": [testing.container({"non_root": true})]}),
		"an image behind a variable": testing.pod({"containers": [testing.container({"non_root": true, "image": "${IMAGE}"})]}),
		"compose, which asks nothing of users": testing.service({"image": "memcached", "non_root": true}),
	}
	rule.deny == set() with input as document
}

test_what_it_may_be_told_to_accept[note] if {
	some note, [parameters, document] in {
		"a container to leave alone": [{"exempt": ["container:web"]}, testing.pod({"containers": [testing.container({"image": "quay.io/prometheus/alertmanager:v0.27.0", "non_root": true})]})],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/unverifiable_non_root_user": parameters}
}
