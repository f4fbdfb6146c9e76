package seaworthy.rules.workload.missing_pull_secret_test

import data.seaworthy.rules.workload.missing_pull_secret as rule
import data.seaworthy.testing

test_reports if {
	rule.deny == {{
		"msg": `container "web" comes from registry.example.com, and its pod names no pull secret`,
		"at": "spec/containers/0/image",
	}} with input as testing.pod({})
}

test_does_not_report[note] if {
	some note, document in {
		"a pull secret": testing.pod({"pull_secrets": ["login"]}),
		"a registry that a variable hides": testing.pod({"containers": [testing.container({"image": "$(REGISTRY)/web"})]}),
		"no image": testing.pod({"containers": [{"role": "main", "at": "x"}]}),
		"a service": testing.service({}),
	}
	rule.deny == set() with input as document
}

test_parameters[note] if {
	some note, parameters in {"a public registry": {"public_registries": ["registry.example.com"]}, "exempt": {"exempt": ["name:web"]}}
	rule.deny == set() with input as testing.pod({})
		with data.seaworthy.parameters as {"workload/missing_pull_secret": parameters}
}
