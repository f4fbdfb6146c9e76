package seaworthy.rules.compose.invalid_container_name_test

import data.seaworthy.rules.compose.invalid_container_name as rule
import data.seaworthy.testing

named(text, fields) := testing.compose({"services": [testing.compose_service(object.union(
	{"container_name": {"text": text, "state": "literal", "at": "here"}},
	fields,
))]})

test_reports_a_malformed_name if {
	rule.deny == {{"msg": "no engine takes web@1 for the name of a container", "at": "here"}} with input as named("web@1", {"malformed_name": true})
}

test_does_not_report_a_name_that_is_well_formed if {
	rule.deny == set() with input as named("web-1", {})
}
