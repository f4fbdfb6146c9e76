package seaworthy.lib.workload_test

import data.seaworthy.lib.workload

container := {"name": "agent", "role": "init", "image": "registry.example.com/net/agent:1.2"}

deployed := {"workload": {"kind": "DaemonSet", "namespace": "net", "name": "plugin", "containers": [container]}}

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
