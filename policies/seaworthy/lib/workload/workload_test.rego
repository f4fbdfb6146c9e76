package seaworthy.lib.workload_test

import data.seaworthy.lib.workload
import data.seaworthy.testing

container := {"name": "agent", "role": "init", "image": "registry.example.com/net/agent:1.2"}

deployed := {"workload": {
	"platform": "kubernetes",
	"kind": "DaemonSet",
	"namespace": "net",
	"name": "plugin",
	"labels": {"app.kubernetes.io/name": "agent", "tier": "node"},
	"runtime": "gvisor",
	"os": "windows",
	"containers": [container],
}}

test_exempt[note] if {
	some note, [selectors, exempt] in {
		"nothing is selected": [[], false],
		"the kind": [["kind:DaemonSet"], true],
		"the namespace": [["namespace:net"], true],
		"the object's name": [["name:plu*"], true],
		"the container's name": [["container:agent"], true],
		"the role": [["role:init"], true],
		"a star crosses slashes and colons": [["image:registry.example.com/*"], true],
		"a pattern with a colon": [["image:*:1.2"], true],
		"one of several": [["kind:Pod", "container:agent"], true],
		"a label": [["label:tier=node"], true],
		"a label by pattern": [["label:app.kubernetes.io/*=agent"], true],
		"another value of the label": [["label:tier=web"], false],
		"the runtime class": [["runtime_class:gvisor"], true],
		"two that both match": [["kind:DaemonSet  role:init"], true],
		"two of which one does not match": [["kind:DaemonSet role:main"], false],
		"a part of a value is not enough": [["name:plug"], false],
		"an unknown field selects nothing": [["images:*"], false],
		"a selector without a pattern selects nothing": [["kind"], false],
		"an empty selector selects nothing": [[""], false],
	}
	found := {"yes" | workload.exempt("workload/any", container)} with input as deployed
		with data.seaworthy.parameters as {"workload/any": {"exempt": selectors}}
	found == {answer | answer := "yes"; exempt}
}

test_a_field_that_is_absent_matches_no_pattern if {
	not workload.exempt("workload/any", {"role": "main"}) with input as {"workload": {"kind": "Pod"}}
		with data.seaworthy.parameters as {"workload/any": {"exempt": ["name:*", "image:*"]}}
}

test_other_parameters_that_exempt[note] if {
	some note, [parameters, exempt] in {
		"Windows": [{"exempt_windows": true}, true],
		"Windows counts": [{"exempt_windows": false}, false],
		"a platform that is judged": [{"platforms": ["kubernetes"]}, false],
		"a platform that is not": [{"platforms": ["compose", "docker"]}, true],
		"a role that is judged": [{"roles": ["main", "init"]}, false],
		"a role that is not": [{"roles": ["main"]}, true],
	}
	found := {"yes" | workload.exempt("workload/any", container)} with input as deployed
		with data.seaworthy.parameters as {"workload/any": parameters}
	found == {answer | answer := "yes"; exempt}
}

test_a_sidecar_is_an_init_container[note] if {
	some note, [roles, exempt] in {"init": [["init"], false], "sidecar": [["sidecar"], false], "main": [["main"], true]}
	found := {"yes" | workload.exempt("workload/any", {"role": "sidecar"})} with input as deployed
		with data.seaworthy.parameters as {"workload/any": {"roles": roles}}
	found == {answer | answer := "yes"; exempt}
}

test_exempt_workload[note] if {
	some note, [selectors, exempt] in {
		"by itself": [["kind:DaemonSet"], true],
		"by all its containers": [["container:agent"], true],
		"not by a container that it does not have": [["container:web"], false],
	}
	found := {"yes" | workload.exempt_workload("workload/any")} with input as deployed
		with data.seaworthy.parameters as {"workload/any": {"exempt": selectors}}
	found == {answer | answer := "yes"; exempt}
}

test_judged_are_those_that_are_not_exempt if {
	found := workload.judged("workload/any") with input as testing.pod({"containers": [{"name": "web"}, {"name": "log"}]})
		with data.seaworthy.parameters as {"workload/any": {"exempt": ["container:web"]}}
	[container.name | some container in found] == ["log"]
}
