package seaworthy.rules.workload.missing_sandbox_runtime_test

import data.seaworthy.rules.workload.missing_sandbox_runtime as rule
import data.seaworthy.testing

untrusted(fields) := testing.pod(object.union({"labels": {"seaworthy.dev/untrusted": "true"}}, fields))

test_reports[note] if {
	some note, fields in {"the default runtime": {}, "a runtime that is no sandbox": {"runtime": "nvidia"}}
	rule.deny == {{
		"msg": `pod "web" is not trusted, and shares the kernel of its host`,
		"at": "spec/runtime",
	}} with input as untrusted(fields)
}

test_reports_services if {
	count(rule.deny) == 1 with input as testing.service_with({"labels": {"seaworthy.dev/untrusted": "true"}})
}

test_does_not_report[note] if {
	some note, document in {
		"what is trusted": testing.pod({}),
		"another value of the label": testing.pod({"labels": {"seaworthy.dev/untrusted": "false"}}),
		"a sandbox": untrusted({"runtime": "gvisor"}),
		"a sandbox by pattern": untrusted({"runtime": "kata-qemu"}),
	}
	rule.deny == set() with input as document
}

test_parameters[note] if {
	some note, [parameters, want] in {
		"an image that is not trusted": [{"untrusted": ["image:registry.example.com/*"]}, 1],
		"another sandbox": [{"untrusted": ["name:web"], "sandboxes": ["confined"]}, 0],
		"exempt": [{"untrusted": ["name:web"], "exempt": ["container:web"]}, 0],
	}
	count(rule.deny) == want with input as testing.pod({"runtime": "confined"})
		with data.seaworthy.parameters as {"workload/missing_sandbox_runtime": parameters}
}
