package seaworthy.rules.dockerfile.admin_port_exposed_test

import data.seaworthy.rules.dockerfile.admin_port_exposed as rule
import data.seaworthy.testing

exposing(fields) := testing.dockerfile({"instructions": {"expose": [testing.instruction(fields)]}})

ports(list) := {"dockerfile/admin_port_exposed": {"ports": list}}

test_reports[note] if {
	some note, [fields, msg] in {
		"SSH": [{"first": 22, "last": 22}, "port 22 is exposed, where SSH listens"],
		"the engine": [{"first": 2375, "last": 2375}, "port 2375 is exposed, where the Docker engine listens"],
		"a range around it": [{"first": 20, "last": 22}, "port 22 is exposed, where SSH listens"],
		"a port that one was told of": [{"first": 10000, "last": 10000}, "port 10000 is exposed"],
	}
	rule.deny == {{"msg": msg, "at": "steps/1"}} with input as exposing(fields)
		with data.seaworthy.parameters as ports([22, 2375, 10000])
}

test_does_not_report[note] if {
	some note, fields in {
		"another port": {"first": 2222, "last": 2222},
		"a stage that nothing ships": {"first": 22, "last": 22, "shipped": false},
		"a variable that nobody knows": {"text": "${PORT}", "state": "unresolved"},
	}
	rule.deny == set() with input as exposing(fields)
		with data.seaworthy.parameters as ports([22])
}
