package seaworthy.rules.dockerfile.loader_variable_set_test

import data.seaworthy.rules.dockerfile.loader_variable_set as rule
import data.seaworthy.testing

with_environment(variables, stage) := testing.dockerfile({"stages": [testing.stage(object.union(
	stage,
	{"effective": {"environment": variables}},
))]})

preload := {"dockerfile/loader_variable_set": {"variables": ["LD_PRELOAD"]}}

test_reports if {
	rule.deny == {{
		"msg": "the image starts every program with LD_PRELOAD=/usr/lib/libjemalloc.so.2",
		"at": "steps/1",
	}} with input as with_environment({"LD_PRELOAD": {"value": "/usr/lib/libjemalloc.so.2", "at": "steps/1"}}, {})
		with data.seaworthy.parameters as preload
}

test_does_not_report[note] if {
	some note, [variables, stage] in {
		"another variable": [{"LD_LIBRARY_PATH": {"value": "/opt/lib", "at": "steps/1"}}, {}],
		"a value that is taken back": [{"LD_PRELOAD": {"value": "", "at": "steps/1"}}, {}],
		"a value that nobody knows": [{"LD_PRELOAD": {"value": "${LIBRARY}", "state": "unresolved", "at": "steps/1"}}, {}],
		"a stage that nothing ships": [
			{"LD_PRELOAD": {"value": "/usr/lib/libjemalloc.so.2", "at": "steps/1"}},
			{"target": false, "shipped": false},
		],
	}
	rule.deny == set() with input as with_environment(variables, stage)
		with data.seaworthy.parameters as preload
}
