package seaworthy.rules.workload.control_plane_toleration_test

import data.seaworthy.rules.workload.control_plane_toleration as rule
import data.seaworthy.testing

pod(toleration) := testing.pod({"scheduling": {"tolerations": [object.union(toleration, {"at": "spec/tolerations/0"})]}})

test_reports[note] if {
	some note, toleration in {
		"the taint": {"key": "node-role.kubernetes.io/control-plane", "operator": "Exists", "effect": "NoSchedule"},
		"its former name": {"key": "node-role.kubernetes.io/master"},
		"every taint": {"operator": "Exists"},
		"every taint of the effect": {"operator": "Exists", "effect": "NoSchedule"},
	}
	rule.deny == {{"msg": `pod "web" may run on control plane nodes`, "at": "spec/tolerations/0"}} with input as pod(toleration)
}

test_does_not_report[note] if {
	some note, document in {
		"no tolerations": testing.pod({}),
		"another taint": pod({"key": "gpu", "operator": "Exists"}),
		"every taint of another effect": pod({"operator": "Exists", "effect": "NoExecute"}),
		"a service": testing.service({}),
	}
	rule.deny == set() with input as document
}

test_parameters[note] if {
	some note, parameters in {"other taints": {"taints": ["gpu"]}, "exempt": {"exempt": ["name:web"]}}
	rule.deny == set() with input as pod({"key": "node-role.kubernetes.io/master"})
		with data.seaworthy.parameters as {"workload/control_plane_toleration": parameters}
}
