package seaworthy.rules.workload.proc_working_directory_test

import data.seaworthy.rules.workload.proc_working_directory as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"a container": [
			testing.pod({"containers": [testing.container({"working_directory": "/proc/self/fd/8"})]}),
			{"msg": `container "web" starts in /proc/self/fd/8`, "at": "spec/containers/0/working_directory"},
		],
		"a service": [
			testing.service({"working_directory": "/sys"}),
			{"msg": `service "web" starts in /sys`, "at": "services/web/working_directory"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, [fields, parameters] in {
		"another directory": [{"working_directory": "/app"}, {}],
		"a name that begins alike": [{"working_directory": "/devel"}, {}],
		"the image's": [{}, {}],
		"a directory that is not looked for": [{"working_directory": "/dev/shm"}, {"paths": ["/proc"]}],
		"a service that is exempt": [{"working_directory": "/proc"}, {"exempt": ["name:web"]}],
	}
	rule.deny == set() with input as testing.service(fields)
		with data.seaworthy.parameters as {"workload/proc_working_directory": parameters}
}
