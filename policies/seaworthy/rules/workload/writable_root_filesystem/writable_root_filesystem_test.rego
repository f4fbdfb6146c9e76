package seaworthy.rules.workload.writable_root_filesystem_test

import data.seaworthy.rules.workload.writable_root_filesystem as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, fields in {
		"nothing is said": {},
		"it is writable": {"read_only_root": false},
		"in an init container": {"role": "init"},
	}
	rule.deny == {{
		"msg": `container "web" can write to its root filesystem`,
		"at": "spec/containers/0/read_only_root",
	}} with input as testing.pod({"containers": [testing.container(fields)]})
}

test_does_not_report[note] if {
	some note, document in {
		"it is read-only": testing.pod({"containers": [testing.container({"read_only_root": true})]}),
		"a service that is read-only": testing.service({"read_only_root": true}),
		"Windows has writable roots alone": testing.pod({"os": "windows"}),
		"a service where a variable hides it": testing.service({"unknown": ["read_only_root"]}),
	}
	rule.deny == set() with input as document
}

test_parameters[note] if {
	some note, [document, parameters, want] in {
		"roles": [testing.pod({"containers": [testing.container({"role": "init"})]}), {"roles": ["main"]}, 0],
		"platforms": [testing.service({}), {"platforms": ["kubernetes"]}, 0],
		"exempt": [testing.pod({}), {"exempt": ["name:web"]}, 0],
	}
	count(rule.deny) == want with input as document
		with data.seaworthy.parameters as {"workload/writable_root_filesystem": parameters}
}
