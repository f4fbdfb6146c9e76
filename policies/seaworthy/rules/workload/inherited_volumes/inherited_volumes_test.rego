package seaworthy.rules.workload.inherited_volumes_test

import data.seaworthy.rules.workload.inherited_volumes as rule
import data.seaworthy.testing

service := testing.service({"inherited_volumes": [{"text": "db:ro", "at": "services/web/volumes_from/0"}]})

test_reports if {
	rule.deny == {{
		"msg": `service "web" takes over all volumes of db:ro`,
		"at": "services/web/volumes_from/0",
	}} with input as service
}

test_does_not_report[note] if {
	some note, [document, selectors] in {
		"a service with volumes of its own": [testing.service({"mounts": [{"target": "/data", "kind": "volume", "at": "m"}]}), []],
		"a pod": [testing.pod({}), []],
		"a service that is exempt": [service, ["name:web"]],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/inherited_volumes": {"exempt": selectors}}
}
