package seaworthy.rules.dockerfile.tls_verification_disabled_test

import data.seaworthy.rules.dockerfile.tls_verification_disabled as rule
import data.seaworthy.testing

act(fields) := testing.dockerfile({"acts": {"unchecked_certificates": [testing.instruction(object.union(
	{"by": "curl", "switch": "--insecure"},
	fields,
))]}})

test_reports[note] if {
	some note, fields in {
		"one in a shipped stage": {},
		"a stage that nothing ships": {"shipped": false},
	}
	rule.deny == {{"msg": "curl switches the certificate check off: --insecure", "at": "steps/1"}} with input as act(fields)
}

test_does_not_report[note] if {
	some note, document in {"a file without any": testing.dockerfile({})}
	rule.deny == set() with input as document
}
