package seaworthy.rules.workload.ephemeral_container_test

import data.seaworthy.rules.workload.ephemeral_container as rule
import data.seaworthy.testing

debug := testing.container({
	"name": "debug",
	"title": `container "debug"`,
	"role": "ephemeral",
	"at": "spec/ephemeralContainers/0",
})

test_reports if {
	rule.deny == {{
		"msg": `pod "web" carries container "debug" for debugging`,
		"at": "spec/ephemeralContainers/0",
	}} with input as testing.pod({"containers": [testing.container({}), debug]})
}

test_does_not_report[note] if {
	some note, [document, selectors] in {
		"other roles": [testing.pod({"containers": [testing.container({}), testing.container({"role": "init"})]}), []],
		"a service": [testing.service({}), []],
		"a container that is exempt": [testing.pod({"containers": [debug]}), ["container:debug"]],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/ephemeral_container": {"exempt": selectors}}
}
