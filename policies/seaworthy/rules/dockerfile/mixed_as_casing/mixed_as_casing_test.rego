package seaworthy.rules.dockerfile.mixed_as_casing_test

import data.seaworthy.rules.dockerfile.mixed_as_casing as rule
import data.seaworthy.testing

named(text, wanted) := testing.dockerfile({"style": {"miscased_as": [{"text": text, "wanted": wanted, "at": "steps/1/as"}]}})

test_reports[note] if {
	some note, [text, wanted] in {
		"lower case among upper": ["as", "AS"],
		"upper case among lower": ["AS", "as"],
		"mixed case": ["As", "AS"],
	}
	rule.deny == {{
		"msg": $"{text} is not in the case of its FROM",
		"at": "steps/1/as",
		"fix": {"safe": true, "edits": [{"act": "replace", "at": "steps/1/as", "text": wanted}]},
	}} with input as named(text, wanted)
}

test_does_not_report_a_file_of_one_case if {
	rule.deny == set() with input as testing.dockerfile({})
}
