package seaworthy.rules.compose.dependency_without_health_check_test

import data.seaworthy.rules.compose.dependency_without_health_check as rule
import data.seaworthy.testing

told(accept) := {"compose/dependency_without_health_check": {"accept_image_check": accept}}

depending(fields) := testing.compose({"services": [testing.compose_service({"dependencies": [object.union(
	{"name": "db", "condition": "service_healthy", "health_check": "disabled", "at": "services/web/depends_on/0"},
	fields,
)]})]})

test_reports_a_check_that_is_switched_off if {
	rule.deny == {{
		"msg": "service \"web\" waits until db is healthy, which has no health check",
		"at": "services/web/depends_on/0",
	}} with input as depending({})
		with data.seaworthy.parameters as told(true)
}

test_does_not_report[note] if {
	some note, fields in {
		"a check": {"health_check": "declared"},
		"one that the image may have": {"health_check": "unknown"},
		"one that is only started": {"condition": "service_started"},
	}
	rule.deny == set() with input as depending(fields)
		with data.seaworthy.parameters as told(true)
}

test_the_image_need_not_count if {
	count(rule.deny) == 1 with input as depending({"health_check": "unknown"})
		with data.seaworthy.parameters as told(false)
}
