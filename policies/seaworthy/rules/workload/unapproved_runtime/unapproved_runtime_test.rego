package seaworthy.rules.workload.unapproved_runtime_test

import data.seaworthy.rules.workload.unapproved_runtime as rule
import data.seaworthy.testing

parameters := {"workload/unapproved_runtime": {"allowed": ["gvisor", "kata-*"], "exempt": []}}

test_reports[note] if {
	some note, [document, want] in {
		"a pod": [testing.pod({"runtime": "crun"}), {"msg": `pod "web" names the runtime crun, which is not allowed`, "at": "spec/runtime"}],
		"a service": [
			testing.service_with({"runtime": "crun"}),
			{"msg": `service "web" names the runtime crun, which is not allowed`, "at": "services/web/runtime"},
		],
	}
	rule.deny == {want} with input as document
		with data.seaworthy.parameters as parameters
}

test_does_not_report[note] if {
	some note, document in {
		"the default": testing.pod({}),
		"one of the list": testing.pod({"runtime": "gvisor"}),
		"one by pattern": testing.pod({"runtime": "kata-qemu"}),
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as parameters
}

test_parameters[note] if {
	some note, told in {"no list": {"allowed": []}, "exempt": {"allowed": ["gvisor"], "exempt": ["name:web"]}}
	rule.deny == set() with input as testing.pod({"runtime": "crun"})
		with data.seaworthy.parameters as {"workload/unapproved_runtime": told}
}
