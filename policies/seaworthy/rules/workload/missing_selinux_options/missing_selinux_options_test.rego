package seaworthy.rules.workload.missing_selinux_options_test

import data.seaworthy.rules.workload.missing_selinux_options as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"nobody sets any": [
			testing.pod({}),
			{"msg": `pod "web" sets no SELinux options`, "at": "spec/pod/selinux"},
		],
		"one of two containers": [
			testing.pod({"containers": [testing.container({"selinux": {"level": "s0", "at": "spec/containers/0/securityContext/seLinuxOptions"}}), testing.container({"name": "log", "title": `container "log"`, "at": "spec/containers/1"})]}),
			{"msg": `container "log" sets no SELinux options`, "at": "spec/containers/1/selinux"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"the container does": testing.pod({"containers": [testing.container({"selinux": {"level": "s0", "at": "spec/containers/0/securityContext/seLinuxOptions"}})]}),
		"the pod does": testing.pod({"pod": {"selinux": {"level": "s0", "at": "spec/containers/0/securityContext/seLinuxOptions"}}}),
		"a pod for Windows": testing.pod({"os": "windows"}),
		"a service": testing.service({}),
	}
	rule.deny == set() with input as document
}

test_what_it_may_be_told_to_accept[note] if {
	some note, [parameters, document] in {
		"a container to leave alone": [{"exempt": ["container:web"]}, testing.pod({})],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/missing_selinux_options": parameters}
}
