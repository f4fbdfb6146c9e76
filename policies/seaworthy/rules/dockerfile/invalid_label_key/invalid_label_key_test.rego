package seaworthy.rules.dockerfile.invalid_label_key_test

import data.seaworthy.rules.dockerfile.invalid_label_key as rule
import data.seaworthy.testing

labelled(fields) := testing.dockerfile({"instructions": {"label": [testing.instruction(object.union(
	{"name": "KEY", "value": "x", "state": "literal"},
	fields,
))]}})

test_reports[note] if {
	some note, [fault, text] in {
		"a reserved namespace": ["reserved", "is in a namespace that Docker keeps for itself"],
		"a variable that is never set": ["variable", "holds a variable that nothing sets"],
		"a character": ["character", "has characters other than lower-case letters, digits, dots and hyphens"],
		"the first or last character": ["edge", "does not begin with a letter and end with a letter or a digit"],
		"two dividers": ["divider", "has two dots or hyphens in a row"],
	}
	rule.deny == {{"msg": $"label key KEY {text}", "at": "steps/1"}} with input as labelled({"key_fault": fault})
}

test_does_not_report_a_key_without_a_fault if {
	rule.deny == set() with input as labelled({})
}
