package seaworthy.rules.workload.interactive_terminal_test

import data.seaworthy.rules.workload.interactive_terminal as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"a terminal": [
			testing.pod({"containers": [testing.container({"tty": true})]}),
			{"msg": `container "web" keeps a terminal open`, "at": "spec/containers/0/tty"},
		],
		"standard input": [
			testing.service({"stdin": true}),
			{"msg": `service "web" keeps its standard input open`, "at": "services/web/stdin"},
		],
		"both, once": [
			testing.service({"stdin": true, "tty": true}),
			{"msg": `service "web" keeps a terminal open`, "at": "services/web/tty"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, [fields, selectors] in {
		"neither": [{}, []],
		"both are closed": [{"stdin": false, "tty": false}, []],
		"a service that is exempt": [{"tty": true}, ["name:web"]],
	}
	rule.deny == set() with input as testing.service(fields)
		with data.seaworthy.parameters as {"workload/interactive_terminal": {"exempt": selectors}}
}
