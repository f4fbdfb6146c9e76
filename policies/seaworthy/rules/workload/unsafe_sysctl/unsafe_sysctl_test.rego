package seaworthy.rules.workload.unsafe_sysctl_test

import data.seaworthy.rules.workload.unsafe_sysctl as rule
import data.seaworthy.testing

setting(name) := {"sysctls": [{"name": name, "value": "1", "at": "s"}]}

test_reports[note] if {
	some note, [document, title] in {
		"a pod": [testing.pod(setting("kernel.msgmax")), `pod "web"`],
		"a parameter of the network that pods share with the node": [testing.pod(setting("net.core.somaxconn")), `pod "web"`],
		"a service": [testing.service_with(setting("vm.swappiness")), `service "web"`],
		"a service in the host's network": [
			testing.service_with(object.union(setting("net.core.somaxconn"), {"host": {"network": true}})),
			`service "web"`,
		],
	}
	name := document.workload.sysctls[0].name
	rule.deny == {{"msg": $"{title} sets the kernel parameter {name}", "at": "s"}} with input as document
}

test_reports_what_is_forbidden if {
	count(rule.deny) == 1 with input as testing.pod(setting("net.ipv4.tcp_rmem"))
		with data.seaworthy.parameters as {"workload/unsafe_sysctl": {"forbidden": ["net.*"]}}
}

test_does_not_report[note] if {
	some note, [document, parameters] in {
		"a safe parameter": [testing.pod(setting("net.ipv4.ip_unprivileged_port_start")), {}],
		"a parameter that an engine keeps apart": [testing.service_with(setting("net.core.somaxconn")), {}],
		"a parameter that is allowed": [testing.pod(setting("kernel.msgmax")), {"allowed": ["kernel.*"]}],
		"no parameters": [testing.pod({}), {}],
		"a pod that is exempt": [testing.pod(setting("kernel.msgmax")), {"exempt": ["name:web"]}],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/unsafe_sysctl": parameters}
}
