package seaworthy.rules.workload.privileged_container_port_test

import data.seaworthy.rules.workload.privileged_container_port as rule
import data.seaworthy.testing

pod(port, sysctls) := testing.pod({
	"sysctls": sysctls,
	"containers": [testing.container({"ports": [{"target": port, "at": "spec/containers/0/ports/0"}]})],
})

test_reports if {
	rule.deny == {{
		"msg": `container "web" listens on the privileged port 80`,
		"at": "spec/containers/0/ports/0",
	}} with input as pod(80, [])
}

service(port) := testing.service({"ports": [{"target": port, "host_port": 8443, "published": true, "at": "services/web/ports/0"}]})

test_reports_services_where_it_is_to if {
	rule.deny == {{
		"msg": `service "web" listens on the privileged port 443`,
		"at": "services/web/ports/0",
	}} with input as service(443)
		with data.seaworthy.parameters as {"workload/privileged_container_port": {"platforms": ["compose"]}}
}

test_does_not_report[note] if {
	some note, document in {
		"a port for everybody": pod(1024, []),
		"a port that is none": pod(0, []),
		"a service": service(443),
		"low ports are open to everybody": pod(80, [{"name": "net.ipv4.ip_unprivileged_port_start", "value": "0", "at": "x"}]),
	}
	rule.deny == set() with input as document
}

test_a_sysctl_that_keeps_the_port_changes_nothing if {
	count(rule.deny) == 1 with input as pod(80, [{"name": "net.ipv4.ip_unprivileged_port_start", "value": "443", "at": "x"}])
}

test_parameters[note] if {
	some note, parameters in {"a system that keeps fewer": {"first_unprivileged": 80}, "an exempt pod": {"exempt": ["name:web"]}}
	rule.deny == set() with input as pod(80, [])
		with data.seaworthy.parameters as {"workload/privileged_container_port": parameters}
}
