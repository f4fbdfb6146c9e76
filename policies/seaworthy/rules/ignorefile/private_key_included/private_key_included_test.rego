package seaworthy.rules.ignorefile.private_key_included_test

import data.seaworthy.rules.ignorefile.private_key_included as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [included, msg] in {
		"one": [["*.key"], "no pattern keeps *.key out of the build context"],
		"several as one": [["*.key", "id_rsa"], "no pattern keeps *.key and id_rsa out of the build context"],
	}
	rule.deny == {{"msg": msg, "at": "lines/1"}} with input as testing.ignorefile({"included": {"private_keys": included}})
}

test_does_not_report_what_is_kept_out if {
	rule.deny == set() with input as testing.ignorefile({})
}
