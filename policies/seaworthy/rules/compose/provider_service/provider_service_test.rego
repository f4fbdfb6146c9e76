package seaworthy.rules.compose.provider_service_test

import data.seaworthy.rules.compose.provider_service as rule
import data.seaworthy.testing

told := {"compose/provider_service": {"allowed": ["model"]}}

provided(text, state) := testing.compose({"services": [testing.compose_service({"provider": {
	"text": text,
	"state": state,
	"at": "services/web/provider/type",
}})]})

test_reports_a_provider if {
	rule.deny == {{
		"msg": "service \"web\" runs the program awesomecloud on the host",
		"at": "services/web/provider/type",
	}} with input as provided("awesomecloud", "literal")
		with data.seaworthy.parameters as told
}

test_does_not_report[note] if {
	some note, document in {
		"an allowed provider": provided("model", "literal"),
		"one that a variable names": provided("${P}", "unresolved"),
		"a container": testing.compose({"services": [testing.compose_service({})]}),
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as told
}
