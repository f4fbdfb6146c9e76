package seaworthy.rules.ignorefile.credential_directory_included_test

import data.seaworthy.rules.ignorefile.credential_directory_included as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [included, msg] in {
		"one": [[".aws"], "no pattern keeps .aws out of the build context"],
		"several as one": [[".aws", ".kube"], "no pattern keeps .aws and .kube out of the build context"],
	}
	rule.deny == {{"msg": msg, "at": "lines/1"}} with input as testing.ignorefile({"included": {"credentials": included}})
}

test_does_not_report_what_is_kept_out if {
	rule.deny == set() with input as testing.ignorefile({})
}
