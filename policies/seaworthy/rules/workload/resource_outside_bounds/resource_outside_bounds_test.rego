package seaworthy.rules.workload.resource_outside_bounds_test

import data.seaworthy.rules.workload.resource_outside_bounds as rule
import data.seaworthy.testing

pod(fields) := testing.pod({"containers": [testing.container(fields)]})

test_reports[note] if {
	some note, [fields, bounds, want] in {
		"above": [
			{"limits": {"memory": "4Gi"}}, {"limits.memory": "64Mi-2Gi"},
			{"msg": `container "web" has limits.memory of 4Gi, outside of 64Mi-2Gi`, "at": "spec/containers/0/limits/memory"},
		],
		"below": [
			{"requests": {"cpu": "1m"}}, {"requests.cpu": "10m-"},
			{"msg": `container "web" has requests.cpu of 1m, outside of 10m-`, "at": "spec/containers/0/requests/cpu"},
		],
		"a resource with a dash": [
			{"limits": {"ephemeral_storage": "20Gi"}}, {"limits.ephemeral-storage": "-10Gi"},
			{"msg": `container "web" has limits.ephemeral-storage of 20Gi, outside of -10Gi`, "at": "spec/containers/0/limits/ephemeral-storage"},
		],
	}
	rule.deny == {want} with input as pod(fields)
		with data.seaworthy.parameters as {"workload/resource_outside_bounds": {"bounds": bounds, "exempt": []}}
}

test_does_not_report[note] if {
	some note, [document, bounds] in {
		"no bounds": [pod({"limits": {"memory": "1Ti"}}), {}],
		"within": [pod({"limits": {"memory": "2Gi"}}), {"limits.memory": "64Mi-2Gi"}],
		"nothing is said": [testing.pod({}), {"limits.memory": "64Mi-2Gi"}],
		"no quantity": [pod({"limits": {"memory": "much"}}), {"limits.memory": "-2Gi"}],
		"a service": [testing.service({"limits": {"memory": "4g"}}), {"limits.memory": "-2Gi"}],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/resource_outside_bounds": {"bounds": bounds}}
}

test_parameters[note] if {
	some note, [fields, parameters] in {"roles": [{"role": "init"}, {"roles": ["main"]}], "exempt": [{}, {"exempt": ["container:web"]}]}
	rule.deny == set() with input as pod(object.union({"limits": {"cpu": "8"}}, fields))
		with data.seaworthy.parameters as {"workload/resource_outside_bounds": object.union({"bounds": {"limits.cpu": "-4"}}, parameters)}
}
