package seaworthy.rules.workload.runtime_control_metadata_test

import data.seaworthy.rules.workload.runtime_control_metadata as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [document, want] in {
		"an annotation": [
			testing.pod({"annotations": {"org.systemd.property.ExecStart": "x"}}),
			{
				"msg": `annotation org.systemd.property.ExecStart of pod "web" steers the container runtime`,
				"at": "spec/annotations/org.systemd.property.ExecStart",
			},
		],
		"a label": [
			testing.service_with({"labels": {"containerd.io/restart.loguri": "binary:///bin/sh"}}),
			{
				"msg": `label containerd.io/restart.loguri of service "web" steers the container runtime`,
				"at": "services/web/labels/containerd.io/restart.loguri",
			},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, [annotations, parameters] in {
		"another key": [{"prometheus.io/scrape": "true"}, {}],
		"a key that is allowed": [{"cdi.k8s.io/gpu": "x"}, {"allowed": ["cdi.k8s.io/*"]}],
		"a prefix that is not looked for": [{"run.oci.handler": "x"}, {"prefixes": ["containerd.io/"]}],
		"a pod that is exempt": [{"run.oci.handler": "x"}, {"exempt": ["name:web"]}],
	}
	rule.deny == set() with input as testing.pod({"annotations": annotations})
		with data.seaworthy.parameters as {"workload/runtime_control_metadata": parameters}
}
