package seaworthy.rules.compose.unparsable_file_test

import data.seaworthy.rules.compose.unparsable_file as rule
import data.seaworthy.testing

test_reports_the_file_and_the_reason if {
	broken := {"path": "compose.yaml", "role": "main", "parse_error": "found a tab", "at": "files/0"}
	rule.deny == {{
		"msg": "compose.yaml is not valid YAML: found a tab",
		"at": "files/0/parse_error",
	}} with input as testing.compose({"files": [broken]})
}

test_does_not_report_a_file_that_parses if {
	rule.deny == set() with input as testing.compose({})
}
