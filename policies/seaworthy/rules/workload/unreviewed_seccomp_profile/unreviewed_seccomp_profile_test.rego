package seaworthy.rules.workload.unreviewed_seccomp_profile_test

import data.seaworthy.rules.workload.unreviewed_seccomp_profile as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"a file": [
			testing.pod({"containers": [testing.container({"seccomp": {"type": "localhost", "text": "Localhost", "file": "p/web.json", "source": "field", "at": "spec/containers/0/securityContext/seccompProfile"}})]}),
			{"msg": `container "web" uses the seccomp profile p/web.json, which is not among the allowed seccomp profiles`, "at": "spec/containers/0/securityContext/seccompProfile"},
		],
		"none at all": [
			testing.pod({"containers": [testing.container({"seccomp": {"type": "unconfined", "text": "Unconfined", "source": "field", "at": "spec/containers/0/securityContext/seccompProfile"}})]}),
			{"msg": `container "web" uses the seccomp type Unconfined, which is not among the allowed seccomp profiles`, "at": "spec/containers/0/securityContext/seccompProfile"},
		],
		"a file for all containers": [
			testing.pod({"pod": {"seccomp": {"type": "localhost", "text": "localhost/p.json", "file": "p.json", "source": "annotation", "at": "metadata/annotations/x"}}}),
			{"msg": `pod "web" uses the seccomp profile p.json, which is not among the allowed seccomp profiles`, "at": "metadata/annotations/x"},
		],
		"a type that is not there": [
			testing.pod({"containers": [testing.container({"seccomp": {"type": "other", "source": "field", "at": "spec/containers/0/securityContext/seccompProfile"}})]}),
			{"msg": `container "web" uses a seccomp profile without a type, which is not among the allowed seccomp profiles`, "at": "spec/containers/0/securityContext/seccompProfile"},
		],
		"a service with a file": [
			testing.service({"seccomp": {"type": "localhost", "text": "./web.json", "file": "./web.json", "source": "field", "at": "services/web/security_opt/0"}}),
			{"msg": `service "web" uses the seccomp profile ./web.json, which is not among the allowed seccomp profiles`, "at": "services/web/security_opt/0"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"nothing is said": testing.pod({}),
		"the default of the runtime": testing.pod({"containers": [testing.container({"seccomp": {"type": "runtime_default", "text": "RuntimeDefault", "source": "field", "at": "spec/containers/0/securityContext/seccompProfile"}})]}),
		"the default in an annotation": testing.pod({"containers": [testing.container({"seccomp": {"type": "runtime_default", "text": "docker/default", "source": "annotation", "at": "spec/containers/0/securityContext/seccompProfile"}})]}),
	}
	rule.deny == set() with input as document
}

test_what_it_may_be_told[note] if {
	some note, [parameters, document, places] in {
		"a file beside those on the list": [{"allowed_types": ["Localhost"], "allowed_files": ["q/*"]}, testing.pod({"containers": [testing.container({"seccomp": {"type": "localhost", "text": "Localhost", "file": "p/web.json", "source": "field", "at": "spec/containers/0/securityContext/seccompProfile"}})]}), {"spec/containers/0/securityContext/seccompProfile"}],
	}
	found := rule.deny with input as document
		with data.seaworthy.parameters as {"workload/unreviewed_seccomp_profile": parameters}
	{finding.at | some finding in found} == places
}

test_what_it_may_be_told_to_accept[note] if {
	some note, [parameters, document] in {
		"a file on the list": [{"allowed_files": ["p/*.json"]}, testing.pod({"containers": [testing.container({"seccomp": {"type": "localhost", "text": "Localhost", "file": "p/web.json", "source": "field", "at": "spec/containers/0/securityContext/seccompProfile"}})]})],
		"any file": [{"allowed_types": ["Localhost"]}, testing.pod({"containers": [testing.container({"seccomp": {"type": "localhost", "text": "Localhost", "file": "p/web.json", "source": "field", "at": "spec/containers/0/securityContext/seccompProfile"}})]})],
		"a file as annotations have it": [{"allowed_types": ["localhost/p/web.json"]}, testing.pod({"containers": [testing.container({"seccomp": {"type": "localhost", "text": "Localhost", "file": "p/web.json", "source": "field", "at": "spec/containers/0/securityContext/seccompProfile"}})]})],
		"annotations do not count": [{"sources": ["field"]}, testing.pod({"containers": [testing.container({"seccomp": {"type": "unconfined", "text": "unconfined", "source": "annotation", "at": "spec/containers/0/securityContext/seccompProfile"}})]})],
		"a container to leave alone": [{"exempt": ["container:web"]}, testing.pod({"containers": [testing.container({"seccomp": {"type": "localhost", "text": "Localhost", "file": "p/web.json", "source": "field", "at": "spec/containers/0/securityContext/seccompProfile"}})]})],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/unreviewed_seccomp_profile": parameters}
}
