package seaworthy.rules.compose.schema_violation_test

import data.seaworthy.rules.compose.schema_violation as rule
import data.seaworthy.testing

told(allow) := {"compose/schema_violation": {"allow_extensions": allow}}

violating := testing.compose({"violations": [{"message": "services.web.prots is no key", "at": "services/web/prots"}]})

extended := testing.compose({"extensions": [{"name": "x-env", "at": "x-env"}]})

test_reports_what_does_not_fit if {
	rule.deny == {{"msg": "services.web.prots is no key", "at": "services/web/prots"}} with input as violating
		with data.seaworthy.parameters as told(true)
}

test_extensions_are_allowed if {
	rule.deny == set() with input as extended
		with data.seaworthy.parameters as told(true)
}

test_extensions_can_be_forbidden if {
	{finding.at | some finding in rule.deny} == {"x-env"} with input as extended
		with data.seaworthy.parameters as told(false)
}
