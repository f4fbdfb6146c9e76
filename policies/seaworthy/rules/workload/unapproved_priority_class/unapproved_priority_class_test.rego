package seaworthy.rules.workload.unapproved_priority_class_test

import data.seaworthy.rules.workload.unapproved_priority_class as rule
import data.seaworthy.testing

pod(class, namespace) := testing.pod({"namespace": namespace, "scheduling": {"priority_class": class}})

test_reports if {
	rule.deny == {{
		"msg": `pod "web" claims the priority class system-node-critical`,
		"at": "spec/scheduling/priority_class",
	}} with input as pod("system-node-critical", "shop")
}

test_does_not_report[note] if {
	some note, document in {
		"no class": testing.pod({}),
		"another class": pod("web", "shop"),
		"a part of the system": pod("system-node-critical", "kube-system"),
		"a service": testing.service({}),
	}
	rule.deny == set() with input as document
}

test_parameters[note] if {
	some note, [class, parameters, want] in {
		"one of the list": ["web", {"allowed": ["web"]}, 0],
		"none of the list": ["batch", {"allowed": ["web"]}, 1],
		"nothing is forbidden": ["system-node-critical", {"forbidden": []}, 0],
		"exempt": ["system-node-critical", {"exempt": ["name:web"]}, 0],
	}
	count(rule.deny) == want with input as pod(class, "shop")
		with data.seaworthy.parameters as {"workload/unapproved_priority_class": parameters}
}
