package seaworthy.rules.dockerfile.misnamed_description_test

import data.seaworthy.rules.dockerfile.misnamed_description as rule
import data.seaworthy.testing

describing(names) := testing.dockerfile({"style": {"misnamed_descriptions": [{"keyword": "ARG", "names": names, "at": "here"}]}})

test_reports[note] if {
	some note, [names, text] in {
		"one name": [["VERSION"], "VERSION"],
		"several names": [["A", "B"], "A and B"],
	}
	rule.deny == {{
		"msg": $"this comment stands where {text} is described, and begins otherwise",
		"at": "here",
	}} with input as describing(names)
}

test_does_not_report_a_file_without if {
	rule.deny == set() with input as testing.dockerfile({})
}
