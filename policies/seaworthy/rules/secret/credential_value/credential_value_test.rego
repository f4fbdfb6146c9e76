package seaworthy.rules.secret.credential_value_test

import data.seaworthy.rules.secret.credential_value as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [credential, msg] in {
		"a token": [{"format": "GitHub token", "title": "RUN"}, "RUN holds what looks like a GitHub token"],
		"a format that begins with a vowel": [
			{"format": "AWS access key", "title": "ENV KEY_ID"},
			"ENV KEY_ID holds what looks like an AWS access key",
		],
	}
	rule.deny == {{"msg": msg, "at": "steps/1"}} with input as testing.secrets({"credentials": [object.union(credential, {"at": "steps/1"})]})
		with data.seaworthy.parameters as {"secret/credential_value": {"allowed": []}}
}

test_a_format_can_be_allowed if {
	credential := {"format": "JSON Web Token", "title": "ENV ANONYMOUS", "at": "steps/1"}
	rule.deny == set() with input as testing.secrets({"credentials": [credential]})
		with data.seaworthy.parameters as {"secret/credential_value": {"allowed": ["JSON Web Token"]}}
}
