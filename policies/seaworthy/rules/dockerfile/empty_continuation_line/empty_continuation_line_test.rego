package seaworthy.rules.dockerfile.empty_continuation_line_test

import data.seaworthy.rules.dockerfile.empty_continuation_line as rule
import data.seaworthy.testing

continued(gaps) := testing.dockerfile({"style": {"empty_continuations": gaps}})

test_reports_an_instruction_once_and_fixes_all_its_lines if {
	gap := {"keyword": "RUN", "lines": ["steps/1/empty/0", "steps/1/empty/1"], "at": "steps/1/empty/0"}
	rule.deny == {{
		"msg": "this empty line is inside a RUN that goes on below",
		"at": "steps/1/empty/0",
		"fix": {"safe": true, "edits": [
			{"act": "delete", "at": "steps/1/empty/0"},
			{"act": "delete", "at": "steps/1/empty/1"},
		]},
	}} with input as continued([gap])
}

test_does_not_report_a_file_without if {
	rule.deny == set() with input as testing.dockerfile({})
}
