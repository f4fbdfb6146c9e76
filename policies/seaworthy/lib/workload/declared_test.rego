package seaworthy.lib.workload_test

import data.seaworthy.lib.workload
import data.seaworthy.testing

test_everywhere[note] if {
	some note, [containers, selectors, want] in {
		"what all override counts": [[own], [], [`container "web"`, `pod "web"`]],
		"what a container does not say is not there": [[silent], [], [`pod "web"`]],
		"a container to leave alone": [[own, silent], ["container:web"], [`pod "web"`]],
		"a pod to leave alone": [[own], ["kind:Pod"], []],
	}
	found := workload.everywhere("workload/any", "user") with input as testing.pod({"pod": of_pod, "containers": containers})
		with data.seaworthy.parameters as {"workload/any": {"exempt": selectors}}
	[declared.title | some declared in found] == want
}

test_undeclared[note] if {
	some note, [fields, selectors, want] in {
		"those that say nothing": [{}, [], ["log"]],
		"none if the pod says it": [{"pod": of_pod}, [], []],
		"those that a variable hides have said it": [{"containers": [object.union(silent, {"unknown": ["user"]})]}, [], []],
		"those to leave alone": [{}, ["container:log"], []],
	}
	document := testing.pod(object.union({"containers": [own, silent]}, fields))
	found := workload.undeclared("workload/any", "user") with input as document
		with data.seaworthy.parameters as {"workload/any": {"exempt": selectors}}
	[container.name | some container in found] == want
}

test_a_hidden_user_hides_the_group if {
	workload.undeclared("workload/any", "group") == [] with input as testing.service({"unknown": ["user"]})
}

test_runs_on_windows[note] if {
	some note, [fields, want] in {
		"the pod says so": [{"os": "windows"}, true],
		"it selects such nodes": [{"scheduling": {"node_selector": {"kubernetes.io/os": "windows"}}}, true],
		"it selects others": [{"scheduling": {"node_selector": {"kubernetes.io/os": "linux"}}}, false],
		"it says nothing": [{}, false],
	}
	found := {"yes" | workload.runs_on_windows} with input as testing.pod(fields)
	found == {"yes" | want}
}

test_profile_names[note] if {
	some note, [profile, want] in {
		"the default": [
			{"type": "runtime_default", "text": "docker/default"},
			{"RuntimeDefault", "runtime/default", "docker/default"},
		],
		"none": [{"type": "unconfined"}, {"Unconfined", "unconfined"}],
		"a file": [{"type": "localhost", "text": "Localhost", "file": "a.json"}, {"Localhost/a.json", "localhost/a.json"}],
		"a file that is not named": [{"type": "localhost", "text": "Localhost"}, {"Localhost"}],
		"another type": [{"type": "other", "text": "Strict"}, {"Strict"}],
	}
	workload.profile_names(profile, "file") == want
}

test_mounts_owned_volume[note] if {
	some note, [mount, volumes, want] in {
		"a claim": [{"kind": "claim"}, [], true],
		"a claim that is only read": [{"kind": "claim", "read_only": true}, [], false],
		"a disk": [{"kind": "other", "declared_at": "v"}, [{"kind": "csi", "at": "v"}], true],
		"a share": [{"kind": "other", "declared_at": "v"}, [{"kind": "nfs", "at": "v"}], false],
		"an emptyDir": [{"kind": "scratch", "declared_at": "v"}, [{"kind": "emptyDir", "at": "v"}], false],
	}
	document := testing.pod({"volumes": volumes, "containers": [testing.container({"mounts": [mount]})]})
	found := {"yes" | workload.mounts_owned_volume} with input as document
	found == {"yes" | want}
}

test_capability_names_are_those_of_the_manual if {
	count(workload.capability_names) == 42
	{"ALL", "SYS_ADMIN", "CHECKPOINT_RESTORE"} - workload.capability_names == set()
}
