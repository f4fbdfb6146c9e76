package seaworthy.rules.ignorefile.env_file_included_test

import data.seaworthy.rules.ignorefile.env_file_included as rule
import data.seaworthy.testing

told := {"ignorefile/env_file_included": {"allowed": [".env.example", ".env.l*"]}}

test_reports[note] if {
	some note, [included, msg] in {
		"one": [[".env"], "no pattern keeps .env out of the build context"],
		"several as one": [[".env", ".env.production"], "no pattern keeps .env and .env.production out of the build context"],
		"but not the allowed ones": [[".env", ".env.local"], "no pattern keeps .env out of the build context"],
	}
	rule.deny == {{"msg": msg, "at": "lines/1"}} with input as testing.ignorefile({"included": {"environments": included}})
		with data.seaworthy.parameters as told
}

test_does_not_report[note] if {
	some note, included in {
		"what is kept out": {},
		"what is allowed": {"environments": [".env.example", ".env.local"]},
	}
	rule.deny == set() with input as testing.ignorefile({"included": included}) with data.seaworthy.parameters as told
}
