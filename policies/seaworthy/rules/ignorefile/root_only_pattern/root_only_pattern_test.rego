package seaworthy.rules.ignorefile.root_only_pattern_test

import data.seaworthy.rules.ignorefile.root_only_pattern as rule
import data.seaworthy.testing

test_reports_a_pattern_without_depth if {
	pattern := testing.ignore_pattern({"nested": "service/.env", "at": "lines/2"})
	rule.deny == {{
		"msg": ".env matches only at the top and leaves service/.env in the build context",
		"at": "lines/2",
		"fix": {"safe": false, "edits": [{"act": "insert_before", "at": "lines/2", "text": "**/"}]},
	}} with input as testing.ignorefile({"patterns": [pattern]})
}

test_does_not_report_a_pattern_for_every_depth if {
	rule.deny == set() with input as testing.ignorefile({"patterns": [testing.ignore_pattern({"text": "**/.env"})]})
}
