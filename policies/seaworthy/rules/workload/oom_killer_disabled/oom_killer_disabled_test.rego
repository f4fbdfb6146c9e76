package seaworthy.rules.workload.oom_killer_disabled_test

import data.seaworthy.rules.workload.oom_killer_disabled as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [fields, want] in {
		"switched off": [{"oom_disabled": true}, {
			"msg": `service "web" switches the out-of-memory killer off for itself`,
			"at": "services/web/oom_disabled",
		}],
		"a low score": [{"oom_score": -900}, {
			"msg": `service "web" is kept from the out-of-memory killer by a score of -900`,
			"at": "services/web/oom_score",
		}],
	}
	rule.deny == {want} with input as testing.service(fields)
}

test_does_not_report[note] if {
	some note, fields in {"nothing is said": {}, "it is left on": {"oom_disabled": false}, "as low as may be": {"oom_score": -500}}
	rule.deny == set() with input as testing.service(fields)
}

test_parameters[note] if {
	some note, [parameters, want] in {"a lower bound": [{"minimum_score": -1000}, 0], "exempt": [{"exempt": ["name:web"]}, 0], "defaults": [{}, 1]}
	count(rule.deny) == want with input as testing.service({"oom_score": -900})
		with data.seaworthy.parameters as {"workload/oom_killer_disabled": parameters}
}
