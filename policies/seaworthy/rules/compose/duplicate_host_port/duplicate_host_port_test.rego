package seaworthy.rules.compose.duplicate_host_port_test

import data.seaworthy.rules.compose.duplicate_host_port as rule
import data.seaworthy.testing

clashing(fields) := testing.compose({"port_clashes": [object.union(
	{"service": "service \"b\"", "text": "8080", "first": "service \"a\"", "at": "here"},
	fields,
)]})

test_reports_the_second_claim if {
	rule.deny == {{"msg": "service \"b\" publishes port 8080 of the host, which service \"a\" has", "at": "here"}} with input as clashing({})
}

test_does_not_report_a_project_without_one if {
	rule.deny == set() with input as testing.compose({"services": [testing.compose_service({})]})
}
