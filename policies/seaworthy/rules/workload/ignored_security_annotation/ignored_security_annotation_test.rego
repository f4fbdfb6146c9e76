package seaworthy.rules.workload.ignored_security_annotation_test

import data.seaworthy.rules.workload.ignored_security_annotation as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"a pod's": [
			testing.pod({"pod": {"seccomp": {"type": "runtime_default", "text": "runtime/default", "source": "annotation", "at": "metadata/annotations/seccomp.security.alpha.kubernetes.io/pod"}}}),
			{"msg": `pod "web" has its seccomp profile in an annotation, which Kubernetes ignores since 1.27`, "at": "metadata/annotations/seccomp.security.alpha.kubernetes.io/pod"},
		],
		"a container's": [
			testing.pod({"containers": [testing.container({"seccomp": {"type": "runtime_default", "text": "runtime/default", "source": "annotation", "at": "metadata/annotations/seccomp.security.alpha.kubernetes.io/pod"}})]}),
			{"msg": `container "web" has its seccomp profile in an annotation, which Kubernetes ignores since 1.27`, "at": "metadata/annotations/seccomp.security.alpha.kubernetes.io/pod"},
		],
		"a pod's that every container overrides": [
			testing.pod({"pod": {"seccomp": {"type": "runtime_default", "text": "runtime/default", "source": "annotation", "at": "metadata/annotations/seccomp.security.alpha.kubernetes.io/pod"}}, "containers": [testing.container({"seccomp": {"type": "runtime_default", "text": "RuntimeDefault", "source": "field", "at": "spec/containers/0/securityContext/seccompProfile"}})]}),
			{"msg": `pod "web" has its seccomp profile in an annotation, which Kubernetes ignores since 1.27`, "at": "metadata/annotations/seccomp.security.alpha.kubernetes.io/pod"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"nothing is said": testing.pod({}),
		"a field": testing.pod({"containers": [testing.container({"seccomp": {"type": "runtime_default", "text": "RuntimeDefault", "source": "field", "at": "spec/containers/0/securityContext/seccompProfile"}})]}),
	}
	rule.deny == set() with input as document
}

test_what_it_may_be_told[note] if {
	some note, [parameters, document, places] in {
		"the first version that does not": [{"kubernetes_version": "v1.27.3"}, testing.pod({"containers": [testing.container({"seccomp": {"type": "runtime_default", "text": "runtime/default", "source": "annotation", "at": "metadata/annotations/seccomp.security.alpha.kubernetes.io/pod"}})]}), {"metadata/annotations/seccomp.security.alpha.kubernetes.io/pod"}],
	}
	found := rule.deny with input as document
		with data.seaworthy.parameters as {"workload/ignored_security_annotation": parameters}
	{finding.at | some finding in found} == places
}

test_what_it_may_be_told_to_accept[note] if {
	some note, [parameters, document] in {
		"a version that heeds it": [{"kubernetes_version": "1.26"}, testing.pod({"containers": [testing.container({"seccomp": {"type": "runtime_default", "text": "runtime/default", "source": "annotation", "at": "metadata/annotations/seccomp.security.alpha.kubernetes.io/pod"}})]})],
		"a container to leave alone": [{"exempt": ["container:web"]}, testing.pod({"containers": [testing.container({"seccomp": {"type": "runtime_default", "text": "runtime/default", "source": "annotation", "at": "metadata/annotations/seccomp.security.alpha.kubernetes.io/pod"}})]})],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/ignored_security_annotation": parameters}
}
