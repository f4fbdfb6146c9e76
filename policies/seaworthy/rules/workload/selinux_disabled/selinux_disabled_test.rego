package seaworthy.rules.workload.selinux_disabled_test

import data.seaworthy.rules.workload.selinux_disabled as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"spc_t": [
			testing.pod({"containers": [testing.container({"selinux": {"type": "spc_t", "at": "spec/containers/0/securityContext/seLinuxOptions"}})]}),
			{"msg": `container "web" runs as spc_t, which SELinux does not confine`, "at": "spec/containers/0/securityContext/seLinuxOptions/type"},
		],
		"spc_t for a pod": [
			testing.pod({"pod": {"selinux": {"type": "spc_t", "at": "spec/l"}}}),
			{"msg": `pod "web" runs as spc_t, which SELinux does not confine`, "at": "spec/l/type"},
		],
		"a service without labels": [
			testing.service({"selinux": {"disabled": true, "at": "services/web/security_opt/0"}}),
			{"msg": `service "web" switches SELinux separation off`, "at": "services/web/security_opt/0/disabled"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"nothing is said": testing.pod({}),
		"another type": testing.pod({"containers": [testing.container({"selinux": {"type": "unconfined_t", "at": "spec/containers/0/securityContext/seLinuxOptions"}})]}),
		"a level": testing.service({"selinux": {"level": "s0", "at": "spec/containers/0/securityContext/seLinuxOptions"}}),
		"a pod whose options every container overrides": testing.pod({"pod": {"selinux": {"type": "spc_t", "at": "spec/l"}}, "containers": [testing.container({"selinux": {"level": "s0", "at": "x"}})]}),
	}
	rule.deny == set() with input as document
}

test_what_it_may_be_told_to_accept[note] if {
	some note, [parameters, document] in {
		"a container to leave alone": [{"exempt": ["container:web"]}, testing.pod({"containers": [testing.container({"selinux": {"type": "spc_t", "at": "spec/containers/0/securityContext/seLinuxOptions"}})]})],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/selinux_disabled": parameters}
}
