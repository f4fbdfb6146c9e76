package seaworthy.rules.workload.git_repo_volume_test

import data.seaworthy.rules.workload.git_repo_volume as rule
import data.seaworthy.testing

pod(kind) := testing.pod({"volumes": [{"name": "site", "kind": kind, "at": "spec/volumes/0"}]})

test_reports if {
	rule.deny == {{
		"msg": `pod "web" has the node clone a Git repository`,
		"at": "spec/volumes/0/gitRepo",
	}} with input as pod("gitRepo")
}

test_does_not_report[note] if {
	some note, [document, selectors] in {
		"another volume": [pod("emptyDir"), []],
		"a pod without volumes": [testing.pod({}), []],
		"a pod that is exempt": [pod("gitRepo"), ["name:web"]],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/git_repo_volume": {"exempt": selectors}}
}
