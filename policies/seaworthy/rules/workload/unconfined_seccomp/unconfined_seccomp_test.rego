package seaworthy.rules.workload.unconfined_seccomp_test

import data.seaworthy.rules.workload.unconfined_seccomp as rule
import data.seaworthy.testing

profile(type, source) := {"type": type, "source": source, "at": $"{source} of {type}"}

test_reports[note] if {
	some note, [document, want] in {
		"a container": [
			testing.pod({"containers": [testing.container({"seccomp": profile("unconfined", "field")})]}),
			{"msg": `container "web" switches the system call filter off`, "at": "field of unconfined"},
		],
		"a pod, by annotation": [
			testing.pod({"pod": {"seccomp": profile("unconfined", "annotation")}}),
			{"msg": `pod "web" switches the system call filter off`, "at": "annotation of unconfined"},
		],
		"a type that there is not": [
			testing.pod({"pod": {"seccomp": profile("other", "field")}}),
			{"msg": `pod "web" names a seccomp profile of no known type`, "at": "field of other"},
		],
		"a service": [
			testing.service({"seccomp": profile("unconfined", "field")}),
			{"msg": `service "web" switches the system call filter off`, "at": "field of unconfined"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"nothing is said": testing.pod({}),
		"the runtime's profile": testing.pod({"pod": {"seccomp": profile("runtime_default", "field")}}),
		"a profile of the node": testing.pod({"pod": {"seccomp": profile("localhost", "field")}}),
		"what every container overrides": testing.pod({
			"pod": {"seccomp": profile("unconfined", "field")},
			"containers": [testing.container({"seccomp": profile("runtime_default", "field")})],
		}),
	}
	rule.deny == set() with input as document
}

test_parameters[note] if {
	some note, [pod, parameters, want] in {
		"fields alone": [{"seccomp": profile("unconfined", "annotation")}, {"sources": ["field"]}, 0],
		"what is overridden": [{"seccomp": profile("unconfined", "field")}, {"include_overridden": true}, 1],
	}
	containers := [testing.container({"seccomp": profile("runtime_default", "field")})]
	count(rule.deny) == want with input as testing.pod({"pod": pod, "containers": containers})
		with data.seaworthy.parameters as {"workload/unconfined_seccomp": parameters}
}

pod_key := "seccomp.security.alpha.kubernetes.io/pod"

container_key := "container.seccomp.security.alpha.kubernetes.io/web"

test_annotations_alone[note] if {
	some note, [annotations, want] in {
		"none": [{}, set()],
		"the runtime's profiles": [{pod_key: "docker/default", container_key: "runtime/default"}, set()],
		"a profile of the node": [{container_key: "localhost/web.json"}, set()],
		"a pod without a filter": [{pod_key: "unconfined"}, {`pod "web" switches the system call filter off`}],
		"a text that is no profile": [{container_key: ""}, {`container "web" names a seccomp profile of no known type`}],
		"a container that there is not": [{"container.seccomp.security.alpha.kubernetes.io/log": "unconfined"}, set()],
	}
	containers := [testing.container({"seccomp": profile("unconfined", "field")})]
	found := rule.deny with input as testing.pod({"annotations": annotations, "containers": containers})
		with data.seaworthy.parameters as {"workload/unconfined_seccomp": {"sources": ["annotation"]}}
	{finding.msg | some finding in found} == want
}

test_the_place_of_an_annotation if {
	found := rule.deny with input as testing.pod({"annotations": {pod_key: "unconfined"}})
		with data.seaworthy.parameters as {"workload/unconfined_seccomp": {"sources": ["annotation"]}}
	{finding.at | some finding in found} == {$"spec/annotations/{pod_key}"}
}

test_an_exempt_container_may_have_any_annotation if {
	rule.deny == set() with input as testing.pod({"annotations": {container_key: "unconfined"}})
		with data.seaworthy.parameters as {"workload/unconfined_seccomp": {"sources": ["annotation"], "exempt": ["container:web"]}}
}
