package seaworthy.rules.dockerfile.maintainer_instruction_test

import data.seaworthy.rules.dockerfile.maintainer_instruction as rule
import data.seaworthy.testing

maintained(fields, facet) := testing.dockerfile(object.union(
	{"instructions": {"maintainer": [testing.instruction(object.union({"text": "Ann", "state": "literal"}, fields))]}},
	facet,
))

test_reports_where_it_stands if {
	{finding.at | some finding in rule.deny} == {"steps/1"} with input as maintained({}, {})
}

test_fixes[note] if {
	some note, [text, facet, want] in {
		"a name": ["Ann <a@example.com>", {}, `"Ann <a@example.com>"`],
		"a quote": [`Ann "A" Miller`, {}, `"Ann \"A\" Miller"`],
		"a backslash": [`a\b`, {}, `"a\\b"`],
		"a dollar sign": ["a$b", {}, `"a\$b"`],
		"another escape character": [`a\"b`, {"escape": "`"}, "\"a\\`\"b\""],
	}
	fixes := {finding.fix | some finding in rule.deny} with input as maintained({"text": text}, facet)
	fixes == {{"safe": true, "edits": [{
		"act": "replace",
		"at": "steps/1",
		"text": $"LABEL org.opencontainers.image.authors={want}",
	}]}}
}

test_a_text_that_is_unclear_is_reported_and_left_alone if {
	{finding | some finding in rule.deny; not finding.fix} == rule.deny with input as maintained({"state": "unresolved"}, {})
}

test_does_not_report_a_file_without if {
	rule.deny == set() with input as testing.dockerfile({})
}
