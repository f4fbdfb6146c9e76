package seaworthy.rules.workload.missing_fs_group_test

import data.seaworthy.rules.workload.missing_fs_group as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"a claim is mounted": [
			testing.pod({"containers": [testing.container({"mounts": [{"target": "/data", "kind": "claim", "at": "x"}]})]}),
			{"msg": `pod "web" names no group for its volumes`, "at": "spec/pod/filesystem_group"},
		],
		"a disk is mounted": [
			testing.pod({"volumes": [{"name": "v", "kind": "csi", "at": "spec/volumes/0"}], "containers": [testing.container({"mounts": [{"kind": "other", "declared_at": "spec/volumes/0", "at": "x"}]})]}),
			{"msg": `pod "web" names no group for its volumes`, "at": "spec/pod/filesystem_group"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"there are no volumes": testing.pod({}),
		"a group is named": testing.pod({"pod": {"filesystem_group": testing.account(5, "x")}, "containers": [testing.container({"mounts": [{"target": "/data", "kind": "claim", "at": "x"}]})]}),
		"an emptyDir": testing.pod({"containers": [testing.container({"mounts": [{"target": "/tmp", "kind": "scratch", "at": "x"}]})]}),
		"a share whose owners stay": testing.pod({"volumes": [{"name": "v", "kind": "nfs", "at": "spec/volumes/0"}], "containers": [testing.container({"mounts": [{"kind": "other", "declared_at": "spec/volumes/0", "at": "x"}]})]}),
		"compose": testing.service({"mounts": [{"target": "/data", "kind": "claim", "at": "x"}]}),
	}
	rule.deny == set() with input as document
}

test_what_it_may_be_told[note] if {
	some note, [parameters, document, places] in {
		"pods without volumes too": [{"only_with_volumes": false}, testing.pod({}), {"spec/pod/filesystem_group"}],
	}
	found := rule.deny with input as document
		with data.seaworthy.parameters as {"workload/missing_fs_group": parameters}
	{finding.at | some finding in found} == places
}

test_what_it_may_be_told_to_accept[note] if {
	some note, [parameters, document] in {
		"a pod to leave alone": [{"exempt": ["kind:Pod"]}, testing.pod({"containers": [testing.container({"mounts": [{"target": "/data", "kind": "claim", "at": "x"}]})]})],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/missing_fs_group": parameters}
}
