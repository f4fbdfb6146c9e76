package seaworthy.rules.secret.authentication_disabled_test

import data.seaworthy.rules.secret.authentication_disabled as rule
import data.seaworthy.testing

test_reports_a_service_without_authentication if {
	service := {"service": "PostgreSQL", "switch": "POSTGRES_HOST_AUTH_METHOD=trust", "at": "steps/1"}
	rule.deny == {{
		"msg": "PostgreSQL lets everybody in: POSTGRES_HOST_AUTH_METHOD=trust",
		"at": "steps/1",
	}} with input as testing.secrets({"open_services": [service]})
}

test_does_not_report_other_services if {
	rule.deny == set() with input as testing.secrets({})
}
