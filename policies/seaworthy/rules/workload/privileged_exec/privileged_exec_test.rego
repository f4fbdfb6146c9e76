package seaworthy.rules.workload.privileged_exec_test

import data.seaworthy.rules.workload.privileged_exec as rule
import data.seaworthy.testing

execution(fields) := {"workload": {
	"platform": "docker",
	"kind": "exec",
	"title": "docker exec",
	"executions": [object.union({"container": "web", "at": "x"}, fields)],
	"at": "x",
}}

test_reports if {
	rule.deny == {{
		"msg": "docker exec runs a command with extended privileges",
		"at": "x/privileged",
	}} with input as execution({"privileged": true})
}

test_does_not_report[note] if {
	some note, [document, selectors] in {
		"a plain command": [execution({}), []],
		"a container that is privileged itself": [testing.service({"privileged": true}), []],
		"a command that is exempt": [execution({"privileged": true}), ["kind:exec"]],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/privileged_exec": {"exempt": selectors}}
}
