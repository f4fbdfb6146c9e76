package seaworthy.rules.ignorefile.vcs_directory_included_test

import data.seaworthy.rules.ignorefile.vcs_directory_included as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [included, msg] in {
		"one": [[".git"], "no pattern keeps .git out of the build context"],
		"several as one": [[".git", ".hg"], "no pattern keeps .git and .hg out of the build context"],
	}
	rule.deny == {{"msg": msg, "at": "lines/1"}} with input as testing.ignorefile({"included": {"histories": included}})
}

test_does_not_report_what_is_kept_out if {
	rule.deny == set() with input as testing.ignorefile({})
}
