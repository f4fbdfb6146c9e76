package seaworthy.lib.workload_test

import data.seaworthy.lib.workload
import data.seaworthy.testing

test_is_unknown[note] if {
	some note, [fields, unknown] in {
		"hidden": [{"unknown": ["user"]}, true],
		"another is": [{"unknown": ["privileged"]}, false],
		"none is": [{}, false],
	}
	{"yes" | workload.is_unknown(fields, "user")} == {"yes" | unknown}
}

test_any_unknown[note] if {
	some note, [fields, unknown] in {
		"hidden": [{"unknown": ["restart"]}, true],
		"another is": [{"unknown": ["user"]}, false],
		"none is": [{}, false],
	}
	{"yes" | workload.any_unknown("restart")} == {"yes" | unknown} with input as testing.service(fields)
}
