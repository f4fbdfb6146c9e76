package seaworthy.rules.workload.forbidden_environment_variable_test

import data.seaworthy.rules.workload.forbidden_environment_variable as rule
import data.seaworthy.testing

variable(name, text) := {"environment": [{"name": name, "text": text, "source": "literal", "at": "e"}]}

test_reports[note] if {
	some note, [document, title] in {
		"a container": [
			testing.pod({"containers": [testing.container(variable("DISABLE_AUTH", "true"))]}),
			`container "web"`,
		],
		"a service": [testing.service(variable("DISABLE_AUTH", "true")), `service "web"`],
	}
	rule.deny == {{"msg": $"{title} sets DISABLE_AUTH, which is not to be shipped", "at": "e"}} with input as document
		with data.seaworthy.parameters as {"workload/forbidden_environment_variable": {"variables": {"DISABLE_*": "true"}}}
}

test_reports_any_value_also_one_from_elsewhere if {
	count(rule.deny) == 1 with input as testing.service({"environment": [{"name": "DEBUG", "source": "config_key", "at": "e"}]})
		with data.seaworthy.parameters as {"workload/forbidden_environment_variable": {"variables": {"DEBUG": "*"}}}
}

test_does_not_report[note] if {
	some note, [fields, parameters] in {
		"nothing is forbidden": [variable("DISABLE_AUTH", "true"), {}],
		"another value": [variable("DISABLE_AUTH", "false"), {"variables": {"DISABLE_AUTH": "true"}}],
		"another variable": [variable("AUTH", "true"), {"variables": {"DISABLE_AUTH": "true"}}],
		"a set of variables": [{"environment": [{"source": "env_file", "at": "e"}]}, {"variables": {"*": "*"}}],
		"a service that is exempt": [
			variable("DEBUG", "1"),
			{"variables": {"DEBUG": "*"}, "exempt": ["name:web"]},
		],
	}
	rule.deny == set() with input as testing.service(fields)
		with data.seaworthy.parameters as {"workload/forbidden_environment_variable": parameters}
}
