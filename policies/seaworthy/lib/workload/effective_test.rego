package seaworthy.lib.workload_test

import data.seaworthy.lib.workload
import data.seaworthy.testing

of_pod := {"user": testing.account(0, "pod"), "non_root": true}

own := testing.container({"user": testing.account(7, "own"), "non_root": false})

silent := testing.container({"name": "log", "title": `container "log"`, "at": "spec/containers/1"})

test_a_container_goes_before_its_pod if {
	[workload.effective(own, "user").id, workload.effective(own, "non_root")] == [7, false] with input as testing.pod({"pod": of_pod})
}

test_a_container_that_says_nothing_gets_what_its_pod_says if {
	[workload.effective(silent, "user").id, workload.effective(silent, "non_root")] == [0, true] with input as testing.pod({"pod": of_pod})
}

test_nobody_says_anything if {
	not workload.effective(silent, "user") with input as testing.pod({})
}

test_declarations[note] if {
	some note, [containers, overridden, want] in {
		"one of two overrides": [[own, silent], false, {"spec/containers/0/user", "spec/pod/user"}],
		"all override": [[own], false, {"spec/containers/0/user"}],
		"what all override counts where it is to": [[own], true, {"spec/containers/0/user", "spec/pod/user"}],
		"none overrides": [[silent], false, {"spec/pod/user"}],
	}
	found := workload.declarations("workload/any", "user") with input as testing.pod({"pod": of_pod, "containers": containers})
		with data.seaworthy.parameters as {"workload/any": {"include_overridden": overridden}}
	{declaration.at | some declaration in found} == want
}

test_what_only_an_exempt_container_inherits_is_nobodys if {
	found := workload.declarations("workload/any", "user") with input as testing.pod({"pod": of_pod, "containers": [own, silent]})
		with data.seaworthy.parameters as {"workload/any": {"exempt": ["container:log"]}}
	[declaration.title | some declaration in found] == [`container "web"`]
}

test_subjects[note] if {
	some note, [document, lacking, want] in {
		"the pod, if all lack it": [testing.pod({"containers": [own, silent]}), [own, silent], [`pod "web"`]],
		"each that lacks it, if not all do": [testing.pod({"containers": [own, silent]}), [silent], [`container "log"`]],
		"none": [testing.pod({}), [], []],
		"a service is its own container": [testing.service({}), testing.service({}).workload.containers, [`service "web"`]],
	}
	found := workload.subjects(lacking) with input as document
	[subject.title | some subject in found] == want
}

test_root[note] if {
	some note, [account, root] in {
		"0": [testing.account(0, "x"), true],
		"by name": [{"text": "root", "name": "root"}, true],
		"another number": [testing.account(1, "x"), false],
		"another name": [{"text": "web", "name": "web"}, false],
		"a variable": [{"text": "${UID}"}, false],
	}
	{"yes" | workload.is_root(account)} == {"yes" | root}
}

test_default_of[note] if {
	some note, [document, want] in {"kubernetes": [testing.pod({}), "unconfined"], "compose": [testing.service({}), "runtime_default"]}
	workload.default_of("seccomp") == want with input as document
}
