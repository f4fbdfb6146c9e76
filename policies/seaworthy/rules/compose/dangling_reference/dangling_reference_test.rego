package seaworthy.rules.compose.dangling_reference_test

import data.seaworthy.rules.compose.dangling_reference as rule
import data.seaworthy.testing

test_reports_what_is_not_defined if {
	rule.deny == {{
		"msg": "service \"web\" uses the volume data, which is not defined",
		"at": "services/web/volumes/0",
	}} with input as testing.compose({"dangling": [{
		"service": "service \"web\"",
		"kind": "volume",
		"name": "data",
		"at": "services/web/volumes/0",
	}]})
}

test_does_not_report_a_project_that_is_whole if {
	rule.deny == set() with input as testing.compose({"services": [testing.compose_service({})]})
}
