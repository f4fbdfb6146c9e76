package seaworthy.rules.workload.all_ports_published_test

import data.seaworthy.rules.workload.all_ports_published as rule
import data.seaworthy.testing

test_reports if {
	rule.deny == {{
		"msg": `service "web" publishes every port that its image exposes`,
		"at": "services/web/publish_all",
	}} with input as testing.service({"publish_all": true})
}

test_does_not_report[note] if {
	some note, fields in {
		"nothing is said": {},
		"one port is published": {"ports": [{"published": true, "target": 80, "at": "x"}]},
		"it is switched off": {"publish_all": false},
	}
	rule.deny == set() with input as testing.service(fields)
}

test_exempt if {
	rule.deny == set() with input as testing.service({"publish_all": true})
		with data.seaworthy.parameters as {"workload/all_ports_published": {"exempt": ["name:web"]}}
}
