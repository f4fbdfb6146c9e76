package seaworthy.rules.dockerfile.wide_port_range_test

import data.seaworthy.rules.dockerfile.wide_port_range as rule
import data.seaworthy.testing

exposing(fields) := testing.dockerfile({"instructions": {"expose": [testing.instruction(fields)]}})

ten := {"dockerfile/wide_port_range": {"max_ports": 10}}

test_reports if {
	rule.deny == {{"msg": "the range 7000-7010 has 11 ports", "at": "steps/1"}} with input as exposing({
		"number": "7000-7010",
		"first": 7000,
		"last": 7010,
	})
		with data.seaworthy.parameters as ten
}

test_does_not_report[note] if {
	some note, fields in {
		"as many as may be": {"number": "7000-7009", "first": 7000, "last": 7009},
		"one port": {"number": "7000", "first": 7000, "last": 7000},
		"a stage that nothing ships": {"number": "1-65535", "first": 1, "last": 65535, "shipped": false},
		"a variable that nobody knows": {"number": "7000-${LAST}", "state": "unresolved"},
	}
	rule.deny == set() with input as exposing(fields)
		with data.seaworthy.parameters as ten
}
