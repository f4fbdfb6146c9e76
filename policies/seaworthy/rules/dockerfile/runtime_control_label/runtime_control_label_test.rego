package seaworthy.rules.dockerfile.runtime_control_label_test

import data.seaworthy.rules.dockerfile.runtime_control_label as rule
import data.seaworthy.testing

labelled(name, stage) := testing.dockerfile({"stages": [testing.stage(object.union(
	stage,
	{"effective": {"labels": {name: {"value": "x", "at": "steps/1"}}}},
))]})

prefixes := {"dockerfile/runtime_control_label": {"prefixes": ["io.containerd.", "cdi.k8s.io/"]}}

test_reports[note] if {
	some note, name in {"a runtime": "io.containerd.image.name", "a plug-in": "cdi.k8s.io/gpu"}
	rule.deny == {{"msg": $"the label {name} speaks to the container runtime", "at": "steps/1"}} with input as labelled(name, {})
		with data.seaworthy.parameters as prefixes
}

test_does_not_report[note] if {
	some note, [name, stage] in {
		"an ordinary label": ["org.opencontainers.image.source", {}],
		"a name that only ends alike": ["com.example.io.containerd.x", {}],
		"a stage that nothing ships": ["cdi.k8s.io/gpu", {"target": false, "shipped": false}],
	}
	rule.deny == set() with input as labelled(name, stage)
		with data.seaworthy.parameters as prefixes
}
