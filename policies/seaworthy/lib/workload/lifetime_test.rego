package seaworthy.lib.workload_test

import data.seaworthy.lib.workload
import data.seaworthy.testing

test_of_kind[note] if {
	some note, [fields, kinds, want] in {
		"a kind by name": [{"kind": "Job"}, ["Job"], true],
		"another kind": [{"kind": "Pod"}, ["Job"], false],
		"what goes on": [{}, ["long_running"], true],
		"what is run to its end": [{"kind": "Job", "long_running": false}, ["long_running"], false],
		"a pod that is not restarted": [{"restart": {"policy": "never"}}, ["long_running"], false],
		"a pod that is": [{"restart": {"policy": "always"}}, ["long_running"], true],
	}
	found := {"yes" | workload.of_kind(kinds)} with input as testing.pod(fields)
	found == {"yes" | want}
}
