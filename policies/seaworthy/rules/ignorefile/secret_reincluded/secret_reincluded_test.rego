package seaworthy.rules.ignorefile.secret_reincluded_test

import data.seaworthy.rules.ignorefile.secret_reincluded as rule
import data.seaworthy.testing

test_reports_a_negation_behind_the_exclusion if {
	pattern := testing.ignore_pattern({"text": "!.env", "negated": true, "reincluded": [".env"], "at": "lines/3"})
	rule.deny == {{
		"msg": "!.env lets .env back into the build context",
		"at": "lines/3",
	}} with input as testing.ignorefile({"patterns": [pattern]})
}

test_does_not_report[note] if {
	some note, pattern in {
		"an exclusion": {},
		"a negation of something else": {"text": "!README.md", "negated": true},
	}
	rule.deny == set() with input as testing.ignorefile({"patterns": [testing.ignore_pattern(pattern)]})
}
