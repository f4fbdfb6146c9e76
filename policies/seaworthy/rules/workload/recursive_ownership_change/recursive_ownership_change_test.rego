package seaworthy.rules.workload.recursive_ownership_change_test

import data.seaworthy.rules.workload.recursive_ownership_change as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"the policy is left out": [
			testing.pod({"pod": {"filesystem_group": testing.account(5, "x")}, "containers": [testing.container({"mounts": [{"target": "/data", "kind": "claim", "at": "x"}]})]}),
			{"msg": `pod "web" has the owner of every file on its volumes set at each start`, "at": "spec/pod/filesystem_group"},
		],
		"the policy is Always": [
			testing.pod({"pod": {"filesystem_group": testing.account(5, "x"), "change_policy": "Always"}, "containers": [testing.container({"mounts": [{"target": "/data", "kind": "claim", "at": "x"}]})]}),
			{"msg": `pod "web" has the owner of every file on its volumes set at each start`, "at": "spec/pod/change_policy"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"only where the root differs": testing.pod({"pod": {"filesystem_group": testing.account(5, "x"), "change_policy": "OnRootMismatch"}, "containers": [testing.container({"mounts": [{"target": "/data", "kind": "claim", "at": "x"}]})]}),
		"no group, no change": testing.pod({"containers": [testing.container({"mounts": [{"target": "/data", "kind": "claim", "at": "x"}]})]}),
		"nothing that keeps files": testing.pod({"pod": {"filesystem_group": testing.account(5, "x")}}),
		"compose": testing.service({"mounts": [{"target": "/data", "kind": "claim", "at": "x"}]}),
	}
	rule.deny == set() with input as document
}

test_what_it_may_be_told[note] if {
	some note, [parameters, document, places] in {
		"pods without a group too": [{"only_with_fs_group": false}, testing.pod({}), {"spec/pod/filesystem_group"}],
	}
	found := rule.deny with input as document
		with data.seaworthy.parameters as {"workload/recursive_ownership_change": parameters}
	{finding.at | some finding in found} == places
}

test_what_it_may_be_told_to_accept[note] if {
	some note, [parameters, document] in {
		"a pod to leave alone": [{"only_with_fs_group": false, "exempt": ["kind:Pod"]}, testing.pod({})],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/recursive_ownership_change": parameters}
}
