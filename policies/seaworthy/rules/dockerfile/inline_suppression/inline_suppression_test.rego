package seaworthy.rules.dockerfile.inline_suppression_test

import data.seaworthy.rules.dockerfile.inline_suppression as rule
import data.seaworthy.testing

silencing(suppressions) := testing.dockerfile({"style": {"suppressions": suppressions}})

test_reports_each_comment if {
	rule.deny == {
		{"msg": "this comment tells hadolint to be silent", "at": "suppressions/0"},
		{"msg": "this comment tells BuildKit to be silent", "at": "suppressions/1"},
	} with input as silencing([
		{"tool": "hadolint", "at": "suppressions/0"},
		{"tool": "BuildKit", "at": "suppressions/1"},
	])
}

test_does_not_report_a_file_without if {
	rule.deny == set() with input as testing.dockerfile({})
}
