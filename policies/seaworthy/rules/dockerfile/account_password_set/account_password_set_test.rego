package seaworthy.rules.dockerfile.account_password_set_test

import data.seaworthy.rules.dockerfile.account_password_set as rule
import data.seaworthy.testing

changing(fields) := testing.dockerfile({"acts": {"passwords": [testing.command(object.union({"program": "chpasswd"}, fields))]}})

test_reports[note] if {
	some note, [fields, msg] in {
		"a password": [{}, "chpasswd gives an account a password"],
		"no password": [{"program": "passwd", "emptied": true}, "passwd leaves an account without a password"],
	}
	rule.deny == {{"msg": msg, "at": "steps/1/commands/0"}} with input as changing(fields)
}

test_does_not_report[note] if {
	some note, document in {
		"a stage that nothing ships": changing({"shipped": false}),
		"a file that leaves passwords alone": testing.dockerfile({}),
	}
	rule.deny == set() with input as document
}
