package seaworthy.rules.secret.credential_variable_test

import data.seaworthy.rules.secret.credential_variable as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [named, msg] in {
		"an ENV with a value": [{}, "ENV DB_PASSWORD keeps a credential in the image in the clear"],
		"an ENV that takes an ARG's value": [{"kind": "argument"}, "ENV DB_PASSWORD keeps the credential of a build argument in the image"],
		"an ARG with a default": [
			{"title": "ARG DB_PASSWORD", "place": "arg"},
			"ARG DB_PASSWORD keeps a credential in the image's history in the clear",
		],
		"an ARG without a default": [
			{"title": "ARG DB_PASSWORD", "place": "arg", "kind": "asked"},
			"ARG DB_PASSWORD takes a credential as a build argument, which stays in the image's history",
		],
		"a variable of a pod": [
			{"title": `variable DB_PASSWORD of container "web"`, "place": "pod_env"},
			`variable DB_PASSWORD of container "web" is a credential in the clear`,
		],
		"a key of a ConfigMap": [
			{"title": `key db-password of ConfigMap "web"`, "place": "configmap"},
			`key db-password of ConfigMap "web" is a credential in the clear, in what is not made for secrets`,
		],
		"a variable of a compose service": [
			{"title": `variable DB_PASSWORD of service "web"`, "place": "service_env"},
			`variable DB_PASSWORD of service "web" is a credential in the clear`,
		],
		"a variable of a container that a script runs": [
			{"title": `variable DB_PASSWORD of container "web"`, "place": "run_env"},
			`variable DB_PASSWORD of container "web" is a credential in the clear`,
		],
		"a build argument of a compose service": [
			{"title": `build argument NPM_TOKEN of service "web"`, "place": "build_arg"},
			`build argument NPM_TOKEN of service "web" keeps a credential in the clear, and in the image's history`,
		],
		"a config of a compose project": [
			{"title": "password in config app", "place": "config"},
			"password in config app is a credential in the clear, in what is not made for secrets",
		],
	}
	rule.deny == {{"msg": msg, "at": "steps/1"}} with input as testing.secrets({"named": {"password": [testing.named_value(named)]}})
		with data.seaworthy.parameters as told(["password"], [])
}

test_does_not_report[note] if {
	some note, [word, named] in {
		"a name with other words": ["color", {"name": "COLOR"}],
		"a name that only speaks of a credential": ["password", {"name": "DB_PASSWORD_FILE", "mention": true}],
		"a name that is allowed": ["password", {"name": "PUBLIC_PASSWORD"}],
		"the data of a Secret, which another rule judges": ["password", {"place": "secret"}],
	}
	rule.deny == set() with input as testing.secrets({"named": {word: [testing.named_value(named)]}})
		with data.seaworthy.parameters as told(["password"], ["*public*"])
}

test_names_can_be_added if {
	count(rule.deny) == 1 with input as testing.secrets({"named": {"license_code": [testing.named_value({})]}})
		with data.seaworthy.parameters as told(["LICENSE_CODE"], [])
}

test_one_variable_is_one_finding_whatever_its_words if {
	named := testing.named_value({})
	count(rule.deny) == 1 with input as testing.secrets({"named": {"password": [named], "secret": [named]}})
		with data.seaworthy.parameters as told(["password", "secret"], [])
}

told(names, allowed) := {"secret/credential_variable": {"names": names, "allowed": allowed}}
