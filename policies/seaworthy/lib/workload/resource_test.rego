package seaworthy.lib.workload_test

import data.seaworthy.lib.workload
import data.seaworthy.testing

test_amount_of[note] if {
	some note, [limits, of_the_pod, want] in {
		"the container's": [{"memory": "1Gi"}, {"memory": "2Gi"}, {"1Gi"}],
		"the pod's": [{"cpu": "1"}, {"memory": "2Gi"}, {"2Gi"}],
		"nothing": [{}, {}, set()],
		"zero is nothing": [{"memory": "0Mi"}, {}, set()],
		"less than zero is nothing": [{"memory": "-1"}, {}, set()],
		"a variable is something": [{"memory": "${MEMORY}"}, {}, {"${MEMORY}"}],
	}
	found := {amount | amount := workload.amount_of({"limits": limits}, "limits", "memory")} with input as testing.pod({"pod": {"limits": of_the_pod}})
	found == want
}

test_quantity[note] if {
	some note, [text, want] in {
		"a whole number": ["2", {2}],
		"a part": ["0.5", {0.5}],
		"thousandths": ["500m", {0.5}],
		"decimal": ["1k", {1000}],
		"binary": ["1Ki", {1024}],
		"an exponent": ["1e3", {1000}],
		"no quantity": ["much", set()],
	}
	{number | number := workload.quantity(text)} == want
}

test_resource_field if {
	[workload.resource_field("memory"), workload.resource_field("ephemeral-storage")] == ["memory", "ephemeral_storage"]
}

test_covered_by_others[note] if {
	some note, [role, other, want] in {
		"beside one that requests": ["init", {"requests": {"cpu": "1"}}, true],
		"beside one with a limit": ["init", {"limits": {"cpu": "1"}}, true],
		"beside one that asks for another resource": ["init", {"requests": {"memory": "1Gi"}}, false],
		"beside another init container": ["init", {"role": "init", "requests": {"cpu": "1"}}, false],
		"a sidecar runs as long as the others": ["sidecar", {"requests": {"cpu": "1"}}, false],
		"a main container": ["main", {"requests": {"cpu": "1"}}, false],
	}
	judged := testing.container({"role": role})
	document := testing.pod({"containers": [judged, testing.container(other)]})
	{"yes" | workload.covered_by_others(judged, "cpu")} == {"yes" | want} with input as document
}
