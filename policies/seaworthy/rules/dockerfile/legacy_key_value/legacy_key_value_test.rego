package seaworthy.rules.dockerfile.legacy_key_value_test

import data.seaworthy.rules.dockerfile.legacy_key_value as rule
import data.seaworthy.testing

setting(keyword, fields) := testing.dockerfile({"instructions": {keyword: [assignment(fields)]}})

assignment(fields) := testing.instruction(object.union({"name": "A", "value": "b", "state": "literal"}, fields))

test_reports[note] if {
	some note, [keyword, name] in {
		"ENV": ["env", "ENV"],
		"LABEL": ["label", "LABEL"],
		"ARG": ["arg", "ARG"],
	}
	rule.deny == {{"msg": $"{name} A is written without an equals sign", "at": "steps/1"}} with input as setting(keyword, {"legacy": true})
}

test_reports_an_argument_above_the_first_stage if {
	count(rule.deny) == 1 with input as testing.dockerfile({"global_arguments": [assignment({"legacy": true})]})
}

test_fixes[note] if {
	some note, [modern, edits] in {
		"a value of one word by an equals sign": [
			"plain",
			[{"act": "replace", "at": "steps/1/separator", "text": "="}],
		],
		"a value of several words by quotes as well": [
			"quoted",
			[
				{"act": "replace", "at": "steps/1/separator", "text": `="`},
				{"act": "insert_after", "at": "steps/1/value", "text": `"`},
			],
		],
	}
	{finding.fix | some finding in rule.deny} == {{"safe": true, "edits": edits}} with input as setting("env", {"legacy": true, "modern": modern})
}

test_does_not_report_a_pair if {
	rule.deny == set() with input as setting("env", {})
}
