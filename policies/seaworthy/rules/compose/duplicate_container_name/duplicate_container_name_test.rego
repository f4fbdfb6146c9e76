package seaworthy.rules.compose.duplicate_container_name_test

import data.seaworthy.rules.compose.duplicate_container_name as rule
import data.seaworthy.testing

clashing(fields) := testing.compose({"name_clashes": [object.union(
	{"service": "service \"b\"", "text": "shop", "first": "service \"a\"", "at": "here"},
	fields,
)]})

test_reports_the_second_claim if {
	rule.deny == {{"msg": "service \"b\" names its container shop, as service \"a\" does", "at": "here"}} with input as clashing({})
}

test_does_not_report_a_project_without_one if {
	rule.deny == set() with input as testing.compose({"services": [testing.compose_service({})]})
}
