package seaworthy.rules.workload.host_uts_test

import data.seaworthy.rules.workload.host_uts as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"a service": [
			testing.service_with({"host": {"uts": true}}),
			{"msg": `service "web" shares the host's name`, "at": "services/web/host/uts", "fix": deleted},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"a pod that says nothing": testing.pod({}),
		"a service that says nothing": testing.service({}),
		"it is not shared": testing.service_with({"host": {"uts": false}}),
		"the host's network is shared": testing.service_with({"host": {"network": true}}),
	}
	rule.deny == set() with input as document
}

test_what_it_may_be_told_to_accept[note] if {
	some note, [parameters, document] in {
		"by its name": [{"exempt": ["name:web"]}, testing.service_with({"host": {"uts": true}})],
		"by its only container": [{"exempt": ["image:registry.example.com/*"]}, testing.service_with({"host": {"uts": true}})],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/host_uts": parameters}
}

deleted := {"safe": true, "edits": [{"act": "delete", "at": "services/web/host/uts"}]}

test_a_command_line_is_mended_by_hand if {
	document := testing.service_with({"platform": "docker", "host": {"uts": true}})
	{finding | some finding in rule.deny; finding.fix} == set() with input as document
}
