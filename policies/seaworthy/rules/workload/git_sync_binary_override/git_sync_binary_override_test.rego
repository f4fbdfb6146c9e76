package seaworthy.rules.workload.git_sync_binary_override_test

import data.seaworthy.rules.workload.git_sync_binary_override as rule
import data.seaworthy.testing

variable(name) := {"environment": [{"name": name, "text": "/tmp/git", "source": "literal", "at": "e"}]}

test_reports[note] if {
	some note, [document, title] in {
		"a container": [testing.pod({"containers": [testing.container(variable("GITSYNC_GIT"))]}), `container "web"`],
		"the variable's former name": [testing.service(variable("GIT_SYNC_GIT")), `service "web"`],
	}
	rule.deny == {{"msg": $"{title} tells git-sync which program to run as Git", "at": "e"}} with input as document
}

test_does_not_report[note] if {
	some note, [document, selectors] in {
		"another variable": [testing.service(variable("GITSYNC_REPO")), []],
		"no variables": [testing.pod({}), []],
		"a service that is exempt": [testing.service(variable("GITSYNC_GIT")), ["name:web"]],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/git_sync_binary_override": {"exempt": selectors}}
}
