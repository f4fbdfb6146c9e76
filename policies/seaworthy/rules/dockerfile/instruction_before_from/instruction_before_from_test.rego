package seaworthy.rules.dockerfile.instruction_before_from_test

import data.seaworthy.rules.dockerfile.instruction_before_from as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, keyword in {"a label": "LABEL", "a command": "RUN"}
	rule.deny == {{
		"msg": $"{keyword} stands before the first FROM, so it belongs to no stage",
		"at": "steps/0",
	}} with input as testing.dockerfile({"before_from": [{"keyword": keyword, "at": "steps/0"}]})
}

test_does_not_report[note] if {
	some note, facet in {"a file that begins with FROM": {}}
	rule.deny == set() with input as testing.dockerfile(facet)
}
