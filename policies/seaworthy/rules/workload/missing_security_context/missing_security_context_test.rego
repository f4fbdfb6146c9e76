package seaworthy.rules.workload.missing_security_context_test

import data.seaworthy.rules.workload.missing_security_context as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"nothing anywhere": [
			testing.pod({}),
			{"msg": `pod "web" sets no security options`, "at": "spec/pod"},
		],
		"one of two containers": [
			testing.pod({"containers": [testing.container({"read_only_root": false}), testing.container({"name": "log", "title": `container "log"`, "at": "spec/containers/1"})]}),
			{"msg": `container "log" sets no security options`, "at": "spec/containers/1"},
		],
		"a service": [
			testing.service({}),
			{"msg": `service "web" sets no security options`, "at": "services/web"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"a container that says a thing": testing.pod({"containers": [testing.container({"privilege_escalation": false})]}),
		"a pod that says a thing": testing.pod({"pod": {"non_root": false}}),
		"a pod that sets a kernel parameter": testing.pod({"sysctls": [{"name": "net.core.somaxconn", "at": "x"}]}),
		"a service with a profile": testing.service({"apparmor": {"type": "unconfined", "source": "field", "at": "x"}}),
		"a service with a user behind a variable": testing.service({"unknown": ["user"]}),
		"a service with dropped capabilities": testing.service({"capabilities": {"drop": [{"name": "ALL", "text": "ALL", "at": "x"}]}}),
	}
	rule.deny == set() with input as document
}

test_what_it_may_be_told[note] if {
	some note, [parameters, document, places] in {
		"on the pod, whatever containers say": [{"level": "pod"}, testing.pod({"containers": [testing.container({"read_only_root": true})]}), {"spec/pod"}],
		"on each container, whatever the pod says": [{"level": "container"}, testing.pod({"pod": {"non_root": true}}), {"spec/containers/0"}],
	}
	found := rule.deny with input as document
		with data.seaworthy.parameters as {"workload/missing_security_context": parameters}
	{finding.at | some finding in found} == places
}

test_what_it_may_be_told_to_accept[note] if {
	some note, [parameters, document] in {
		"a service is no pod": [{"level": "pod"}, testing.service({})],
		"a container to leave alone": [{"exempt": ["container:web"]}, testing.pod({})],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/missing_security_context": parameters}
}
