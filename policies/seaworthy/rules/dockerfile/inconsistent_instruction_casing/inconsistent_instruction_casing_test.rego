package seaworthy.rules.dockerfile.inconsistent_instruction_casing_test

import data.seaworthy.rules.dockerfile.inconsistent_instruction_casing as rule
import data.seaworthy.testing

written(text, wanted) := testing.dockerfile({"style": {"miscased_keywords": [{"text": text, "wanted": wanted, "at": "steps/1/keyword"}]}})

test_reports[note] if {
	some note, [text, wanted] in {
		"lower case among upper": ["copy", "COPY"],
		"upper case among lower": ["COPY", "copy"],
		"mixed case": ["Copy", "COPY"],
	}
	rule.deny == {{
		"msg": $"{text} should be {wanted}, as most instructions are",
		"at": "steps/1/keyword",
		"fix": {"safe": true, "edits": [{"act": "replace", "at": "steps/1/keyword", "text": wanted}]},
	}} with input as written(text, wanted)
}

test_does_not_report_a_file_of_one_case if {
	rule.deny == set() with input as testing.dockerfile({})
}
