package seaworthy.rules.compose.build_frontend_override_test

import data.seaworthy.rules.compose.build_frontend_override as rule
import data.seaworthy.testing

told := {"compose/build_frontend_override": {"allowed": ["docker/dockerfile:*"]}}

building(text, state) := testing.compose({"services": [testing.compose_service({"build": {
	"at": "services/web/build",
	"frontend": {"text": text, "state": state, "at": "services/web/build/args/BUILDKIT_SYNTAX"},
}})]})

test_reports_another_frontend if {
	rule.deny == {{
		"msg": "the Dockerfile of service \"web\" is read by the image example/frontend:1",
		"at": "services/web/build/args/BUILDKIT_SYNTAX",
	}} with input as building("example/frontend:1", "literal")
		with data.seaworthy.parameters as told
}

test_does_not_report[note] if {
	some note, document in {
		"an allowed frontend": building("docker/dockerfile:1.9", "literal"),
		"one that a variable names": building("${FRONTEND}", "unresolved"),
		"a build without": testing.compose({"services": [testing.compose_service({"build": {"at": "services/web/build"}})]}),
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as told
}
