package seaworthy.rules.workload.unmasked_proc_test

import data.seaworthy.rules.workload.unmasked_proc as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"a container": [
			testing.pod({"containers": [testing.container({"unmasked_proc": true, "proc_mount": "Unmasked"})]}),
			{"msg": `container "web" takes the masks off /proc`, "at": "spec/containers/0/unmasked_proc"},
		],
		"a way that there is not": [
			testing.pod({"containers": [testing.container({"proc_mount": "Other"})]}),
			{"msg": `container "web" mounts /proc in the unknown way Other`, "at": "spec/containers/0/proc_mount"},
		],
		"in a user namespace, as long as nobody accepts it": [
			testing.pod({"user_namespace": "private", "containers": [testing.container({"unmasked_proc": true, "proc_mount": "Unmasked"})]}),
			{"msg": `container "web" takes the masks off /proc`, "at": "spec/containers/0/unmasked_proc"},
		],
		"a service": [
			testing.service({"unmasked_proc": true}),
			{"msg": `service "web" takes the masks off /proc`, "at": "services/web/unmasked_proc"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"nothing is said": testing.pod({}),
		"the default": testing.pod({"containers": [testing.container({"proc_mount": "Default"})]}),
		"a service that keeps the masks": testing.service({"unmasked_proc": false}),
	}
	rule.deny == set() with input as document
}

test_what_it_may_be_told_to_accept[note] if {
	some note, [parameters, document] in {
		"a user namespace of its own": [{"allow_user_namespace": true}, testing.pod({"user_namespace": "private", "containers": [testing.container({"unmasked_proc": true, "proc_mount": "Unmasked"})]})],
		"a container to leave alone": [{"exempt": ["container:web"]}, testing.pod({"containers": [testing.container({"unmasked_proc": true, "proc_mount": "Unmasked"})]})],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/unmasked_proc": parameters}
}
