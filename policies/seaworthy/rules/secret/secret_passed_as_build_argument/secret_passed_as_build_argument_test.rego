package seaworthy.rules.secret.secret_passed_as_build_argument_test

import data.seaworthy.rules.secret.secret_passed_as_build_argument as rule
import data.seaworthy.testing

passed(fields) := object.union(
	{"name": "NPM_TOKEN", "title": "build argument NPM_TOKEN of service \"web\"", "at": "services/web/build/args/NPM_TOKEN"},
	fields,
)

test_a_token_that_a_variable_gives_is_reported if {
	rule.deny == {{
		"msg": "build argument NPM_TOKEN of service \"web\" hands a secret to the build, which writes it into the image's history",
		"at": "services/web/build/args/NPM_TOKEN",
	}} with input as testing.secrets({"passed": {"token": [passed({})], "npm_token": [passed({})]}})
}

test_does_not_report[note] if {
	some note, found in {
		"a name that only speaks of a token": {"token": [passed({"mention": true})]},
		"a name of something else": {"version": [passed({})]},
	}
	rule.deny == set() with input as testing.secrets({"passed": found})
}
