package seaworthy.lib.workload_test

import data.seaworthy.lib.workload

test_is_unknown[note] if {
	some note, [fields, unknown] in {
		"hidden": [{"unknown": ["user"]}, true],
		"another is": [{"unknown": ["privileged"]}, false],
		"none is": [{}, false],
	}
	{"yes" | workload.is_unknown(fields, "user")} == {"yes" | unknown}
}
