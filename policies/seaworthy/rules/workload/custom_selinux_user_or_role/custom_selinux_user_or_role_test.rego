package seaworthy.rules.workload.custom_selinux_user_or_role_test

import data.seaworthy.rules.workload.custom_selinux_user_or_role as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"a user": [
			testing.pod({"containers": [testing.container({"selinux": {"user": "sysadm_u", "at": "spec/containers/0/securityContext/seLinuxOptions"}})]}),
			{"msg": `container "web" sets the SELinux user sysadm_u`, "at": "spec/containers/0/securityContext/seLinuxOptions/user"},
		],
		"a role": [
			testing.pod({"containers": [testing.container({"selinux": {"role": "sysadm_r", "at": "spec/containers/0/securityContext/seLinuxOptions"}})]}),
			{"msg": `container "web" sets the SELinux role sysadm_r`, "at": "spec/containers/0/securityContext/seLinuxOptions/role"},
		],
		"a pod whose options every container overrides": [
			testing.pod({"pod": {"selinux": {"user": "sysadm_u", "at": "spec/l"}}, "containers": [testing.container({"selinux": {"level": "s0", "at": "x"}})]}),
			{"msg": `pod "web" sets the SELinux user sysadm_u`, "at": "spec/l/user"},
		],
		"a service": [
			testing.service({"selinux": {"user": "sysadm_u", "at": "services/web/security_opt/0"}}),
			{"msg": `service "web" sets the SELinux user sysadm_u`, "at": "services/web/security_opt/0/user"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"nothing is said": testing.pod({}),
		"a type and a level": testing.pod({"containers": [testing.container({"selinux": {"type": "spc_t", "level": "s0", "at": "spec/containers/0/securityContext/seLinuxOptions"}})]}),
	}
	rule.deny == set() with input as document
}

test_what_it_may_be_told_to_accept[note] if {
	some note, [parameters, document] in {
		"a container to leave alone": [{"exempt": ["container:web"]}, testing.pod({"containers": [testing.container({"selinux": {"user": "sysadm_u", "at": "spec/containers/0/securityContext/seLinuxOptions"}})]})],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/custom_selinux_user_or_role": parameters}
}
