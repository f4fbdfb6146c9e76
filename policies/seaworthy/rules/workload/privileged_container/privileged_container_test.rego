package seaworthy.rules.workload.privileged_container_test

import data.seaworthy.rules.workload.privileged_container as rule

document(container) := {"workload": {
	"kind": "Pod",
	"containers": [object.union({"title": `container "web"`, "at": "spec/containers/0"}, container)],
}}

test_reports[note] if {
	some note, container in {
		"a main container": {"role": "main", "privileged": true},
		"an init container": {"role": "init", "privileged": true},
		"a debug container": {"role": "ephemeral", "privileged": true},
	}
	rule.deny == {{"msg": `container "web" runs privileged`, "at": "spec/containers/0/privileged"}} with input as document(container)
		with data.seaworthy.parameters as {"workload/privileged_container": {"exempt": []}}
}

test_does_not_report[note] if {
	some note, container in {
		"a container that says nothing": {"role": "main"},
		"a container that says it is not": {"role": "main", "privileged": false},
		"a container that is exempt": {"role": "main", "image": "calico/node:v3", "privileged": true},
	}
	rule.deny == set() with input as document(container)
		with data.seaworthy.parameters as {"workload/privileged_container": {"exempt": ["image:calico/*"]}}
}

test_each_container_is_a_finding_of_its_own if {
	containers := [
		{"title": "container 0", "at": "spec/containers/0", "privileged": true},
		{"title": "container 1", "at": "spec/containers/1"},
		{"title": "container 0", "at": "spec/initContainers/0", "privileged": true},
	]
	{finding.at | some finding in rule.deny} == {"spec/containers/0/privileged", "spec/initContainers/0/privileged"} with input as {"workload": {"containers": containers}}
		with data.seaworthy.parameters as {"workload/privileged_container": {"exempt": []}}
}
