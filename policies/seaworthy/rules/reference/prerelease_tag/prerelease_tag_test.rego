package seaworthy.rules.reference.prerelease_tag_test

import data.seaworthy.rules.reference.prerelease_tag as rule
import data.seaworthy.testing

tagged(tag) := {"text": $"acme/app:{tag}", "tag": tag, "tag_state": "known"}

told := {"reference/prerelease_tag": {"patterns": ["alpha", "beta", "rc", "snapshot"]}}

test_reports[note] if {
	some note, [tag, word] in {
		"a candidate": ["3.14.0rc2-slim", "rc"],
		"a candidate without a number": ["3.14-rc", "rc"],
		"a beta": ["2.0-beta.1", "beta"],
		"a snapshot of Maven": ["1.4-SNAPSHOT", "snapshot"],
	}
	rule.deny == {{"msg": $"acme/app:{tag} is a pre-release ({word})", "at": "steps/0/base"}} with input as testing.references([tagged(tag)])
		with data.seaworthy.parameters as told
}

test_does_not_report[note] if {
	some note, image in {
		"a release": tagged("3.14.0-slim"),
		"a word that only begins alike": tagged("1.0-alphabet"),
		"a word that only ends alike": tagged("1.0-arc"),
		"no tag": {},
		"a stage that nothing ships": object.union(tagged("3.14-rc"), {"shipped": false}),
	}
	rule.deny == set() with input as testing.references([image])
		with data.seaworthy.parameters as told
}
