package seaworthy.rules.workload.custom_selinux_type_test

import data.seaworthy.rules.workload.custom_selinux_type as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"a container": [
			testing.pod({"containers": [testing.container({"selinux": {"type": "unconfined_t", "at": "spec/containers/0/securityContext/seLinuxOptions"}})]}),
			{"msg": `container "web" runs under the SELinux type unconfined_t`, "at": "spec/containers/0/securityContext/seLinuxOptions/type"},
		],
		"a pod": [
			testing.pod({"pod": {"selinux": {"type": "spc_t", "at": "spec/l"}}}),
			{"msg": `pod "web" runs under the SELinux type spc_t`, "at": "spec/l/type"},
		],
		"a pod whose options every container overrides": [
			testing.pod({"pod": {"selinux": {"type": "spc_t", "at": "spec/l"}}, "containers": [testing.container({"selinux": {"level": "s0", "at": "x"}})]}),
			{"msg": `pod "web" runs under the SELinux type spc_t`, "at": "spec/l/type"},
		],
		"a service": [
			testing.service({"selinux": {"type": "spc_t", "at": "services/web/security_opt/0"}}),
			{"msg": `service "web" runs under the SELinux type spc_t`, "at": "services/web/security_opt/0/type"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"nothing is said": testing.pod({}),
		"a container type": testing.pod({"containers": [testing.container({"selinux": {"type": "container_t", "at": "spec/containers/0/securityContext/seLinuxOptions"}})]}),
		"a level alone": testing.pod({"containers": [testing.container({"selinux": {"level": "s0:c1", "at": "spec/containers/0/securityContext/seLinuxOptions"}})]}),
		"labels are off": testing.service({"selinux": {"disabled": true, "at": "spec/containers/0/securityContext/seLinuxOptions"}}),
	}
	rule.deny == set() with input as document
}

test_what_it_may_be_told_to_accept[note] if {
	some note, [parameters, document] in {
		"another list": [{"allowed": ["web_t"]}, testing.pod({"containers": [testing.container({"selinux": {"type": "web_t", "at": "spec/containers/0/securityContext/seLinuxOptions"}})]})],
		"a container to leave alone": [{"exempt": ["container:web"]}, testing.pod({"containers": [testing.container({"selinux": {"type": "spc_t", "at": "spec/containers/0/securityContext/seLinuxOptions"}})]})],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/custom_selinux_type": parameters}
}
