package seaworthy.rules.dockerfile.host_port_in_expose_test

import data.seaworthy.rules.dockerfile.host_port_in_expose as rule
import data.seaworthy.testing

exposing(fields) := testing.dockerfile({"instructions": {"expose": [testing.instruction(fields)]}})

fixes(text) := {"safe": true, "edits": [{"act": "replace", "at": "steps/1", "text": text}]}

test_reports[note] if {
	some note, [fields, msg, fixed] in {
		"a port of the host": [
			{"text": "80:8080", "host": "80", "number": "8080", "state": "literal"},
			"EXPOSE 80:8080 names the host's 80, which is decided at run time",
			"8080",
		],
		"an address, and a protocol that stays": [
			{"text": "[::1]:53:53/udp", "host": "[::1]:53", "number": "53", "protocol": {"text": "udp"}, "state": "literal"},
			"EXPOSE [::1]:53:53/udp names the host's [::1]:53, which is decided at run time",
			"53/udp",
		],
	}
	rule.deny == {{"msg": msg, "at": "steps/1", "fix": fixes(fixed)}} with input as exposing(fields)
}

test_what_a_variable_gives_is_not_mended if {
	rule.deny == {{
		"msg": "EXPOSE 80:8080 names the host's 80, which is decided at run time",
		"at": "steps/1",
	}} with input as exposing({"text": "80:8080", "host": "80", "number": "8080", "state": "resolved"})
}

test_does_not_report[note] if {
	some note, fields in {
		"a port": {"text": "8080", "number": "8080", "state": "literal"},
		"a port with its protocol": {"text": "53/udp", "number": "53", "state": "literal"},
	}
	rule.deny == set() with input as exposing(fields)
}
