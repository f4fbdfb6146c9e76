package seaworthy.rules.workload.shared_process_namespace_test

import data.seaworthy.rules.workload.shared_process_namespace as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"a pod of two containers": [
			testing.pod({"containers": [testing.container({}), testing.container({"name": "log", "title": `container "log"`, "at": "spec/containers/1"})], "shares_processes": "pod"}),
			{"msg": `pod "web" lets its containers see each other's processes`, "at": "spec/shares_processes"},
		],
		"a service with another": [
			testing.service_with({"shares_processes": "db"}),
			{"msg": `service "web" sees the processes of db`, "at": "services/web/shares_processes"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"nothing is said": testing.pod({"containers": [testing.container({}), testing.container({"name": "log", "title": `container "log"`, "at": "spec/containers/1"})]}),
		"a pod of one container": testing.pod({"shares_processes": "pod"}),
		"a container and one that has ended before": testing.pod({"shares_processes": "pod", "containers": [testing.container({}), testing.container({"role": "init", "at": "spec/initContainers/0"})]}),
	}
	rule.deny == set() with input as document
}

test_what_it_may_be_told_to_accept[note] if {
	some note, [parameters, document] in {
		"a pod to leave alone": [{"exempt": ["kind:Pod"]}, testing.pod({"containers": [testing.container({}), testing.container({"name": "log", "title": `container "log"`, "at": "spec/containers/1"})], "shares_processes": "pod"})],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/shared_process_namespace": parameters}
}
