package seaworthy.rules.ignorefile.trailing_comment_test

import data.seaworthy.rules.ignorefile.trailing_comment as rule
import data.seaworthy.testing

test_reports_a_comment_behind_a_pattern if {
	pattern := testing.ignore_pattern({"text": "dist # built here", "comment": "# built here", "at": "lines/2"})
	rule.deny == {{
		"msg": "# built here is part of the pattern, which matches nothing",
		"at": "lines/2",
	}} with input as testing.ignorefile({"patterns": [pattern]})
}

test_does_not_report_patterns_alone if {
	rule.deny == set() with input as testing.ignorefile({"patterns": [testing.ignore_pattern({})]})
}
