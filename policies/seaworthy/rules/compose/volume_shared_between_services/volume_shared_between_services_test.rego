package seaworthy.rules.compose.volume_shared_between_services_test

import data.seaworthy.rules.compose.volume_shared_between_services as rule
import data.seaworthy.testing

told(accept) := {"compose/volume_shared_between_services": {"accept_read_only": accept}}

sharing(fields) := testing.compose({"shared_volumes": [object.union(
	{"service": "service \"web\"", "source": "data", "others": ["service \"api\""], "at": "services/web/volumes/0"},
	fields,
)]})

test_reports_a_shared_volume if {
	rule.deny == {{
		"msg": "service \"web\" shares data with service \"api\"",
		"at": "services/web/volumes/0",
	}} with input as sharing({})
		with data.seaworthy.parameters as told(true)
}

test_does_not_report_one_that_only_one_writes_to if {
	rule.deny == set() with input as sharing({"read_only": true})
		with data.seaworthy.parameters as told(true)
}

test_reading_need_not_count if {
	count(rule.deny) == 1 with input as sharing({"read_only": true})
		with data.seaworthy.parameters as told(false)
}
