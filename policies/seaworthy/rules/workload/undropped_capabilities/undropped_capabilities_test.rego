package seaworthy.rules.workload.undropped_capabilities_test

import data.seaworthy.rules.workload.undropped_capabilities as rule
import data.seaworthy.testing

pod(dropped) := testing.pod({"containers": [testing.container({"capabilities": {"drop": [capability(text) | some text in dropped]}})]})

capability(text) := {"name": trim_prefix(upper(text), "CAP_"), "text": text, "at": "x"}

test_reports[note] if {
	some note, document in {
		"nothing is dropped": testing.pod({}),
		"one of many is dropped": pod(["NET_RAW"]),
		"something is added and nothing dropped": testing.pod({"containers": [testing.container({"capabilities": {"add": [capability("ALL")]}})]}),
	}
	rule.deny == {{
		"msg": `container "web" keeps the capabilities that the runtime gives by default`,
		"at": "spec/containers/0/capabilities/drop",
	}} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"all are dropped": pod(["ALL"]),
		"in lower case, which runtimes accept": pod(["all"]),
		"Windows has no capabilities": testing.pod({"os": "windows"}),
		"a service where a variable hides it": testing.service({"unknown": ["capabilities"]}),
	}
	rule.deny == set() with input as document
}

test_parameters[note] if {
	some note, [document, parameters, want] in {
		"one that is required": [pod(["CHOWN"]), {"required": ["NET_RAW"]}, {`container "web" keeps NET_RAW`}],
		"all stands for each": [pod(["ALL"]), {"required": ["NET_RAW"]}, set()],
		"the one is dropped": [pod(["CAP_NET_RAW"]), {"required": ["NET_RAW"]}, set()],
		"any drop is enough": [pod(["CHOWN"]), {"any_drop_is_enough": true}, set()],
		"exact names": [
			pod(["all"]),
			{"exact_names": true},
			{`container "web" keeps the capabilities that the runtime gives by default`},
		],
	}
	{finding.msg | some finding in rule.deny} == want with input as document
		with data.seaworthy.parameters as {"workload/undropped_capabilities": parameters}
}
