package seaworthy.rules.workload.duplicate_environment_variable_test

import data.seaworthy.rules.workload.duplicate_environment_variable as rule
import data.seaworthy.testing

container(names) := {"environment": [variable |
	some i, name in names
	variable := {"name": name, "text": $"{i}", "source": "literal", "at": $"e/{i}"}
]}

test_reports[note] if {
	some note, [document, want] in {
		"a container": [
			testing.pod({"containers": [testing.container(container(["PORT", "HOST", "PORT"]))]}),
			{{"msg": `container "web" sets PORT more than once`, "at": "e/2"}},
		],
		"each time but the first": [
			testing.service(container(["PORT", "PORT", "PORT"])),
			{
				{"msg": `service "web" sets PORT more than once`, "at": "e/1"},
				{"msg": `service "web" sets PORT more than once`, "at": "e/2"},
			},
		],
		"among sets of variables": [
			testing.service({"environment": array.concat(
				container(["PORT", "PORT"]).environment,
				[{"source": "env_file", "at": "f/0"}, {"source": "env_file", "at": "f/1"}],
			)}),
			{{"msg": `service "web" sets PORT more than once`, "at": "e/1"}},
		],
	}
	rule.deny == want with input as document
}

test_does_not_report[note] if {
	some note, [document, selectors] in {
		"different variables": [testing.service(container(["PORT", "port"])), []],
		"one in each container": [
			testing.pod({"containers": [testing.container(container(["PORT"])), testing.container(container(["PORT"]))]}),
			[],
		],
		"no variables": [testing.pod({}), []],
		"a service that is exempt": [testing.service(container(["PORT", "PORT"])), ["name:web"]],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/duplicate_environment_variable": {"exempt": selectors}}
}
