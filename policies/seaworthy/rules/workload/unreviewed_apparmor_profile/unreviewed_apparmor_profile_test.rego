package seaworthy.rules.workload.unreviewed_apparmor_profile_test

import data.seaworthy.rules.workload.unreviewed_apparmor_profile as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"a profile of the node": [
			testing.pod({"containers": [testing.container({"apparmor": {"type": "localhost", "text": "Localhost", "profile": "web", "source": "field", "at": "spec/containers/0/securityContext/appArmorProfile"}})]}),
			{"msg": `container "web" uses the AppArmor profile web, which is not among the allowed AppArmor profiles`, "at": "spec/containers/0/securityContext/appArmorProfile"},
		],
		"none at all": [
			testing.pod({"containers": [testing.container({"apparmor": {"type": "unconfined", "text": "Unconfined", "source": "field", "at": "spec/containers/0/securityContext/appArmorProfile"}})]}),
			{"msg": `container "web" uses the AppArmor type Unconfined, which is not among the allowed AppArmor profiles`, "at": "spec/containers/0/securityContext/appArmorProfile"},
		],
		"a pod's": [
			testing.pod({"pod": {"apparmor": {"type": "localhost", "text": "Localhost", "profile": "web", "source": "field", "at": "spec/a"}}}),
			{"msg": `pod "web" uses the AppArmor profile web, which is not among the allowed AppArmor profiles`, "at": "spec/a"},
		],
		"a type that is not there": [
			testing.pod({"containers": [testing.container({"apparmor": {"type": "other", "source": "field", "at": "spec/containers/0/securityContext/appArmorProfile"}})]}),
			{"msg": `container "web" uses an AppArmor profile without a type, which is not among the allowed AppArmor profiles`, "at": "spec/containers/0/securityContext/appArmorProfile"},
		],
		"a service's": [
			testing.service({"apparmor": {"type": "localhost", "text": "web", "profile": "web", "source": "field", "at": "services/web/security_opt/0"}}),
			{"msg": `service "web" uses the AppArmor profile web, which is not among the allowed AppArmor profiles`, "at": "services/web/security_opt/0"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"nothing is said": testing.pod({}),
		"the default of the runtime": testing.pod({"containers": [testing.container({"apparmor": {"type": "runtime_default", "text": "RuntimeDefault", "source": "field", "at": "spec/containers/0/securityContext/appArmorProfile"}})]}),
		"the default of the engine": testing.service({"apparmor": {"type": "runtime_default", "text": "docker-default", "source": "field", "at": "spec/containers/0/securityContext/appArmorProfile"}}),
	}
	rule.deny == set() with input as document
}

test_what_it_may_be_told_to_accept[note] if {
	some note, [parameters, document] in {
		"a profile on the list": [{"allowed": ["Localhost/w*"]}, testing.pod({"containers": [testing.container({"apparmor": {"type": "localhost", "text": "Localhost", "profile": "web", "source": "field", "at": "spec/containers/0/securityContext/appArmorProfile"}})]})],
		"a profile as annotations have it": [{"allowed": ["localhost/*"]}, testing.pod({"containers": [testing.container({"apparmor": {"type": "localhost", "text": "Localhost", "profile": "web", "source": "field", "at": "spec/containers/0/securityContext/appArmorProfile"}})]})],
		"a container to leave alone": [{"exempt": ["container:web"]}, testing.pod({"containers": [testing.container({"apparmor": {"type": "localhost", "text": "Localhost", "profile": "web", "source": "field", "at": "spec/containers/0/securityContext/appArmorProfile"}})]})],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/unreviewed_apparmor_profile": parameters}
}
