package seaworthy.rules.workload.never_restarted_test

import data.seaworthy.rules.workload.never_restarted as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, title, at] in {
		"a pod that says so": [testing.pod({"restart": {"policy": "never"}}), `pod "web"`, "spec"],
		"a service that says nothing": [testing.service({}), `service "web"`, "services/web"],
		"a service that says so": [testing.service_with({"restart": {"policy": "never"}}), `service "web"`, "services/web"],
		"a command line": [testing.service_with({"platform": "docker", "title": "docker run"}), "docker run", "services/web"],
	}
	rule.deny == {{"msg": $"{title} is not restarted when it dies", "at": $"{at}/restart"}} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"a pod that says nothing": testing.pod({}),
		"on failure": testing.service_with({"restart": {"policy": "on_failure"}}),
		"unless stopped": testing.service_with({"restart": {"policy": "unless_stopped"}}),
		"a job": testing.pod({"kind": "Job", "restart": {"policy": "never"}}),
		"a command line that is run once": testing.service_with({"platform": "docker", "long_running": false}),
		"a policy that a variable hides": testing.service({"unknown": ["restart"]}),
	}
	rule.deny == set() with input as document
}

test_parameters[note] if {
	some note, [parameters, want] in {
		"no kinds": [{"exempt_kinds": []}, 1],
		"exempt": [{"exempt_kinds": [], "exempt": ["name:web"]}, 0],
	}
	count(rule.deny) == want with input as testing.pod({"kind": "Job", "restart": {"policy": "never"}})
		with data.seaworthy.parameters as {"workload/never_restarted": parameters}
}
