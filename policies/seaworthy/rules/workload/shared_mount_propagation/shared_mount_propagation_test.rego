package seaworthy.rules.workload.shared_mount_propagation_test

import data.seaworthy.rules.workload.shared_mount_propagation as rule
import data.seaworthy.testing

mounting(propagation) := {"mounts": [{
	"target": "/data",
	"kind": "host_path",
	"source": "/srv/data",
	"propagation": propagation,
	"at": "m",
}]}

test_reports[note] if {
	some note, [document, want] in {
		"a container": [
			testing.pod({"containers": [testing.container(mounting("rshared"))]}),
			`container "web" mounts /data with rshared propagation`,
		],
		"a service": [testing.service(mounting("shared")), `service "web" mounts /data with shared propagation`],
	}
	rule.deny == {{"msg": want, "at": "m/mountPropagation"}} with input as document
}

test_does_not_report[note] if {
	some note, [document, parameters] in {
		"slave mode": [testing.service(mounting("rslave")), {}],
		"a mount that says nothing": [testing.service({"mounts": [{"target": "/data", "kind": "volume", "at": "m"}]}), {}],
		"a mode that is not looked for": [testing.service(mounting("shared")), {"modes": ["rshared"]}],
		"a service that is exempt": [testing.service(mounting("shared")), {"exempt": ["name:web"]}],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/shared_mount_propagation": parameters}
}
