package seaworthy.rules.dockerfile.uppercase_protocol_test

import data.seaworthy.rules.dockerfile.uppercase_protocol as rule
import data.seaworthy.testing

exposing(fields) := testing.dockerfile({"instructions": {"expose": [testing.instruction(fields)]}})

test_reports[note] if {
	some note, [text, fixed] in {"capitals": ["TCP", "tcp"], "one capital": ["Udp", "udp"]}
	rule.deny == {{
		"msg": $"the protocol {text} is not written in lower case",
		"at": "steps/1/ports/0/protocol",
		"fix": {"safe": true, "edits": [{"act": "replace", "at": "steps/1/ports/0/protocol", "text": fixed}]},
	}} with input as exposing({"protocol": {"text": text, "at": "steps/1/ports/0/protocol"}})
}

test_does_not_report[note] if {
	some note, fields in {
		"lower case": {"protocol": {"text": "tcp", "at": "steps/1/ports/0/protocol"}},
		"no protocol": {"number": "80"},
	}
	rule.deny == set() with input as exposing(fields)
}
