package seaworthy.rules.workload.missing_apparmor_profile_test

import data.seaworthy.rules.workload.missing_apparmor_profile as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"nobody names one": [
			testing.pod({}),
			{"msg": `pod "web" names no AppArmor profile`, "at": "spec/pod/apparmor"},
		],
		"one of two containers": [
			testing.pod({"containers": [testing.container({"apparmor": {"type": "runtime_default", "text": "RuntimeDefault", "source": "field", "at": "spec/containers/0/securityContext/appArmorProfile"}}), testing.container({"name": "log", "title": `container "log"`, "at": "spec/containers/1"})]}),
			{"msg": `container "log" names no AppArmor profile`, "at": "spec/containers/1/apparmor"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"the container names one": testing.pod({"containers": [testing.container({"apparmor": {"type": "unconfined", "text": "Unconfined", "source": "field", "at": "spec/containers/0/securityContext/appArmorProfile"}})]}),
		"the pod names one": testing.pod({"pod": {"apparmor": {"type": "runtime_default", "text": "RuntimeDefault", "source": "field", "at": "spec/containers/0/securityContext/appArmorProfile"}}}),
		"a pod for Windows": testing.pod({"os": "windows"}),
		"a service, whose engine applies one": testing.service({}),
	}
	rule.deny == set() with input as document
}

test_what_it_may_be_told_to_accept[note] if {
	some note, [parameters, document] in {
		"a container to leave alone": [{"exempt": ["container:web"]}, testing.pod({})],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/missing_apparmor_profile": parameters}
}
