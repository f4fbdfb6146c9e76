package seaworthy.rules.workload.loader_environment_variable_test

import data.seaworthy.rules.workload.loader_environment_variable as rule
import data.seaworthy.testing

variable(name, text) := {"environment": [{"name": name, "text": text, "source": "literal", "at": "e"}]}

test_reports[note] if {
	some note, [document, want] in {
		"a container": [
			testing.pod({"containers": [testing.container(variable("LD_PRELOAD", "/lib/hook.so"))]}),
			`container "web" sets LD_PRELOAD for all its programs`,
		],
		"a service": [testing.service(variable("LD_AUDIT", "/a.so")), `service "web" sets LD_AUDIT for all its programs`],
	}
	rule.deny == {{"msg": want, "at": "e"}} with input as document
}

test_does_not_report[note] if {
	some note, [fields, parameters] in {
		"another allocator": [variable("LD_PRELOAD", "/usr/lib/libjemalloc.so.2"), {}],
		"another variable": [variable("LD_LIBRARY_PATH", "/opt/lib"), {}],
		"a variable that is emptied": [{"environment": [{"name": "LD_PRELOAD", "source": "literal", "at": "e"}]}, {}],
		"a value from elsewhere": [{"environment": [{"name": "LD_PRELOAD", "source": "config_key", "at": "e"}]}, {}],
		"a value behind a variable": [
			{"environment": [{"name": "LD_PRELOAD", "text": "${PRELOAD}", "source": "interpolated", "at": "e"}]},
			{},
		],
		"a value that is accepted": [variable("LD_PRELOAD", "/lib/a.so"), {"allowed_values": ["/lib/a.so"]}],
		"a service that is exempt": [variable("LD_PRELOAD", "/lib/a.so"), {"exempt": ["name:web"]}],
	}
	rule.deny == set() with input as testing.service(fields)
		with data.seaworthy.parameters as {"workload/loader_environment_variable": parameters}
}
