package seaworthy.rules.workload.host_aliases_test

import data.seaworthy.rules.workload.host_aliases as rule
import data.seaworthy.testing

alias(names) := {"host_aliases": [{"names": names, "address": "10.0.0.7", "at": "a"}]}

test_reports[note] if {
	some note, [document, want] in {
		"a pod": [testing.pod(alias(["db", "cache"])), `pod "web" resolves db and cache past DNS`],
		"a service": [testing.service_with(alias(["db"])), `service "web" resolves db past DNS`],
		"one name beside an allowed one": [
			testing.pod(alias(["host.docker.internal", "db"])),
			`pod "web" resolves db past DNS`,
		],
	}
	rule.deny == {{"msg": want, "at": "a"}} with input as document
}

test_does_not_report[note] if {
	some note, [document, parameters] in {
		"the name of the host": [testing.service_with(alias(["host.docker.internal"])), {}],
		"an address that the engine looks up": [
			testing.service_with({"host_aliases": [{"names": ["db"], "address": "host-gateway", "at": "a"}]}),
			{},
		],
		"no entries": [testing.pod({}), {}],
		"an allowed name": [testing.pod(alias(["db.internal"])), {"allowed_names": ["*.internal"]}],
		"a pod that is exempt": [testing.pod(alias(["db"])), {"exempt": ["name:web"]}],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/host_aliases": parameters}
}
