package seaworthy.rules.secret.default_password_test

import data.seaworthy.rules.secret.default_password as rule
import data.seaworthy.testing

told := {"secret/default_password": {"values": ["changeme"]}}

changeme := substring(crypto.sha256("changeme"), 0, 8)

test_reports[note] if {
	some note, [word, named] in {
		"a password": ["password", {"digest": changeme}],
		"a password of another name": ["passwd", {"digest": changeme}],
		"the data of a Secret": ["password", {"digest": changeme, "place": "secret"}],
	}
	rule.deny == {{
		"msg": "ENV DB_PASSWORD is set to a well-known password",
		"at": "steps/1",
	}} with input as testing.secrets({"named": {word: [testing.named_value(named)]}}) with data.seaworthy.parameters as told
}

test_does_not_report[note] if {
	some note, [word, named] in {
		"another password": ["password", {"digest": "00000000"}],
		"a value that nobody knows": ["password", {"kind": "asked"}],
		"a user name": ["user", {"digest": changeme}],
		"a name that only speaks of a password": ["password", {"digest": changeme, "mention": true}],
	}
	rule.deny == set() with input as testing.secrets({"named": {word: [testing.named_value(named)]}})
		with data.seaworthy.parameters as told
}
