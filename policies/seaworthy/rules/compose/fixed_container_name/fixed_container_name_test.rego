package seaworthy.rules.compose.fixed_container_name_test

import data.seaworthy.rules.compose.fixed_container_name as rule
import data.seaworthy.testing

named(state) := testing.compose({"services": [testing.compose_service({"container_name": {
	"text": "shop",
	"state": state,
	"at": "services/web/container_name",
}})]})

test_reports[note] if {
	some note, state in {"a name": "literal", "a variable with a value": "overridable"}
	rule.deny == {{
		"msg": "service \"web\" fixes the name of its container to shop",
		"at": "services/web/container_name",
		"fix": {"safe": false, "edits": [{"act": "delete", "at": "services/web/container_name"}]},
	}} with input as named(state)
}

test_does_not_report[note] if {
	some note, document in {
		"a variable that whoever starts it sets": named("unresolved"),
		"no name": testing.compose({"services": [testing.compose_service({})]}),
	}
	rule.deny == set() with input as document
}
