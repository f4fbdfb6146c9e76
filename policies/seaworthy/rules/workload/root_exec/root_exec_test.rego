package seaworthy.rules.workload.root_exec_test

import data.seaworthy.rules.workload.root_exec as rule
import data.seaworthy.testing

execution(fields) := {"workload": {
	"platform": "docker",
	"kind": "exec",
	"title": "docker exec",
	"executions": [object.union({"container": "web", "at": "x"}, fields)],
	"at": "x",
}}

test_reports[note] if {
	some note, user in {
		"by number": {"text": "0", "id": 0, "at": "u"},
		"by name": {"text": "root", "name": "root", "at": "u"},
	}
	rule.deny == {{
		"msg": $"docker exec runs a command as {user.text}",
		"at": "x/user",
	}} with input as execution({"user": user})
}

test_does_not_report[note] if {
	some note, [document, selectors] in {
		"no user": [execution({}), []],
		"another user": [execution({"user": {"text": "web", "name": "web", "at": "u"}}), []],
		"a container that starts as root": [testing.service({"user": testing.account(0, "u")}), []],
		"a command that is exempt": [execution({"user": testing.account(0, "u")}), ["kind:exec"]],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/root_exec": {"exempt": selectors}}
}
