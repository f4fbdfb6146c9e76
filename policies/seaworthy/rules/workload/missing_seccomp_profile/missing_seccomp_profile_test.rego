package seaworthy.rules.workload.missing_seccomp_profile_test

import data.seaworthy.rules.workload.missing_seccomp_profile as rule
import data.seaworthy.testing

profile(source) := {"type": "runtime_default", "source": source, "at": "x"}

log := testing.container({"title": `container "log"`, "at": "spec/containers/1"})

test_reports[note] if {
	some note, [document, want] in {
		"a pod that names none": [
			testing.pod({}),
			{"msg": `pod "web" names no seccomp profile`, "at": "spec/pod/seccomp"},
		],
		"a container without one beside one that has it": [
			testing.pod({"containers": [testing.container({"seccomp": profile("field")}), log]}),
			{"msg": `container "log" names no seccomp profile`, "at": "spec/containers/1/seccomp"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"the pod names one": testing.pod({"pod": {"seccomp": profile("field")}}),
		"the container names one": testing.pod({"containers": [testing.container({"seccomp": profile("field")})]}),
		"an annotation does": testing.pod({"pod": {"seccomp": profile("annotation")}}),
		"one that filters nothing is another rule's": testing.pod({"pod": {"seccomp": {"type": "unconfined", "source": "field", "at": "x"}}}),
		"engines filter by default": testing.service({}),
		"Windows has no filter": testing.pod({"os": "windows"}),
	}
	rule.deny == set() with input as document
}

test_annotations_do_not_count_where_they_are_not_to[note] if {
	some note, [document, want] in {
		"the pod's": [testing.pod({"pod": {"seccomp": profile("annotation")}}), 1],
		"a container's beside the pod's field": [
			testing.pod({
				"pod": {"seccomp": profile("field")},
				"containers": [testing.container({"seccomp": profile("annotation")})],
			}),
			0,
		],
	}
	count(rule.deny) == want with input as document
		with data.seaworthy.parameters as {"workload/missing_seccomp_profile": {"accept_annotation": false}}
}
