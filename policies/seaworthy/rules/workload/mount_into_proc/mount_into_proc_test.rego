package seaworthy.rules.workload.mount_into_proc_test

import data.seaworthy.rules.workload.mount_into_proc as rule
import data.seaworthy.testing

mounting(target) := {"mounts": [{"target": target, "kind": "volume", "source": "data", "at": "m"}]}

test_reports[note] if {
	some note, [document, want] in {
		"a container": [
			testing.pod({"containers": [testing.container(mounting("/proc"))]}),
			`container "web" mounts a volume over /proc`,
		],
		"a service": [testing.service(mounting("/sys/kernel")), `service "web" mounts a volume over /sys/kernel`],
	}
	rule.deny == {{"msg": want, "at": "m"}} with input as document
}

test_does_not_report[note] if {
	some note, [target, parameters] in {
		"another directory": ["/host/proc", {}],
		"a name that begins alike": ["/process", {}],
		"a directory that is not looked for": ["/sys", {"paths": ["/proc"]}],
		"a service that is exempt": ["/proc", {"exempt": ["name:web"]}],
	}
	rule.deny == set() with input as testing.service(mounting(target))
		with data.seaworthy.parameters as {"workload/mount_into_proc": parameters}
}
