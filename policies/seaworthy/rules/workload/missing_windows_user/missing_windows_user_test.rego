package seaworthy.rules.workload.missing_windows_user_test

import data.seaworthy.rules.workload.missing_windows_user as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"a pod for Windows": [
			testing.pod({"os": "windows"}),
			{"msg": `pod "web" names no user for Windows`, "at": "spec/pod/windows"},
		],
		"a pod that selects Windows nodes": [
			testing.pod({"scheduling": {"node_selector": {"kubernetes.io/os": "windows"}}}),
			{"msg": `pod "web" names no user for Windows`, "at": "spec/pod/windows"},
		],
		"one of two containers": [
			testing.pod({"containers": [testing.container({"windows": {"user_name": "ContainerUser", "at": "x"}}), testing.container({"name": "log", "title": `container "log"`, "at": "spec/containers/1"})], "os": "windows"}),
			{"msg": `container "log" names no user for Windows`, "at": "spec/containers/1/windows"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"a pod for Linux": testing.pod({}),
		"the pod names one": testing.pod({"os": "windows", "pod": {"windows": {"user_name": "ContainerUser", "at": "x"}}}),
		"a service": testing.service({}),
	}
	rule.deny == set() with input as document
}

test_what_it_may_be_told_to_accept[note] if {
	some note, [parameters, document] in {
		"a container to leave alone": [{"exempt": ["container:web"]}, testing.pod({"os": "windows"})],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/missing_windows_user": parameters}
}
