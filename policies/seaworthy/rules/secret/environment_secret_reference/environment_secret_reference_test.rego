package seaworthy.rules.secret.environment_secret_reference_test

import data.seaworthy.rules.secret.environment_secret_reference as rule
import data.seaworthy.testing

told(via, roles) := {"secret/environment_secret_reference": {"via": via, "roles": roles}}

reference(fields) := object.union(
	{
		"via": "env",
		"container": `container "web"`,
		"role": "main",
		"name": "DB_PASSWORD",
		"secret": "db",
		"at": "spec/containers/0/env/0/valueFrom/secretKeyRef",
	},
	fields,
)

test_reports[note] if {
	some note, [fields, msg] in {
		"one variable": [{}, `container "web" gets DB_PASSWORD from the Secret db as an environment variable`],
		"all keys of a Secret": [
			{"via": "env_from", "name": false},
			`container "web" gets all of the Secret db as environment variables`,
		],
	}
	rule.deny == {{"msg": msg, "at": reference(fields).at}} with input as testing.secrets({"references": [reference(fields)]})
		with data.seaworthy.parameters as told(["env", "env_from"], ["main"])
}

test_does_not_report[note] if {
	some note, fields in {
		"a way that is not asked for": {"via": "env_from"},
		"a role that is not asked for": {"role": "init"},
	}
	rule.deny == set() with input as testing.secrets({"references": [reference(fields)]})
		with data.seaworthy.parameters as told(["env"], ["main"])
}
