package seaworthy.rules.dockerfile.port_out_of_range_test

import data.seaworthy.rules.dockerfile.port_out_of_range as rule
import data.seaworthy.testing

exposing(fields) := testing.dockerfile({"instructions": {"expose": [testing.instruction(object.union({"state": "literal"}, fields))]}})

test_reports[note] if {
	some note, [fields, msg] in {
		"a number beyond the last port": [{"number": "80000", "first": 80000, "last": 80000}, "80000 is no port: ports end at 65535"],
		"a range that goes too far": [{"number": "40000-80000", "first": 40000, "last": 80000}, "40000-80000 is no port: ports end at 65535"],
		"a name": [{"number": "http"}, "http is no port"],
		"a list with commas": [{"number": "80,"}, "80, is no port"],
	}
	rule.deny == {{"msg": msg, "at": "steps/1"}} with input as exposing(fields)
}

test_does_not_report[note] if {
	some note, fields in {
		"the last port": {"number": "65535", "first": 65535, "last": 65535},
		"a range": {"number": "7000-7010", "first": 7000, "last": 7010},
		"the lowest number": {"number": "0", "first": 0, "last": 0},
		"a variable that nobody knows": {"number": "${PORT}", "state": "unresolved"},
		"an argument that is empty": {"number": "", "state": "resolved"},
	}
	rule.deny == set() with input as exposing(fields)
}
