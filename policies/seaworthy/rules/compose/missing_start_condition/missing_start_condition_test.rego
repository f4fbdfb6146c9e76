package seaworthy.rules.compose.missing_start_condition_test

import data.seaworthy.rules.compose.missing_start_condition as rule
import data.seaworthy.testing

told(only) := {"compose/missing_start_condition": {"only_if_target_has_health_check": only}}

depending(fields) := testing.compose({"services": [testing.compose_service({"dependencies": [object.union(
	{"name": "db", "condition": "service_started", "health_check": "declared", "at": "services/web/depends_on/0"},
	fields,
)]})]})

test_reports_a_dependency_that_is_not_waited_for if {
	rule.deny == {{
		"msg": "service \"web\" does not wait until db is healthy",
		"at": "services/web/depends_on/0",
	}} with input as depending({})
		with data.seaworthy.parameters as told(true)
}

test_does_not_report[note] if {
	some note, fields in {
		"one that is waited for": {"condition": "service_healthy"},
		"one that is to end": {"condition": "service_completed_successfully"},
		"one whose image decides": {"health_check": "unknown"},
		"one that has none": {"health_check": "disabled"},
	}
	rule.deny == set() with input as depending(fields)
		with data.seaworthy.parameters as told(true)
}

test_every_dependency_can_be_asked_for if {
	count(rule.deny) == 1 with input as depending({"health_check": "unknown"})
		with data.seaworthy.parameters as told(false)
}
