package seaworthy.rules.reference.imprecise_tag_test

import data.seaworthy.rules.reference.imprecise_tag as rule
import data.seaworthy.testing

tagged(tag) := {"text": $"nginx:{tag}", "tag": tag, "tag_state": "known"}

exempting(patterns) := {"reference/imprecise_tag": {"exempt": patterns}}

test_reports[note] if {
	some note, [tag, fault] in {
		"a major version": ["16", "names only the major version 16, and moves with each release of it"],
		"a major version and a variant": ["20-slim", "names only the major version 20, and moves with each release of it"],
		"a major version with a v": ["v3", "names only the major version 3, and moves with each release of it"],
		"a channel": ["lts", "follows the channel lts"],
		"a variant of whatever is newest": ["alpine", "follows the channel alpine"],
		"a release of a system": ["bookworm-slim", "follows the channel bookworm"],
	}
	rule.deny == {{"msg": $"nginx:{tag} {fault}", "at": "steps/0/base"}} with input as testing.references([tagged(tag)])
		with data.seaworthy.parameters as exempting([])
}

test_does_not_report[note] if {
	some note, image in {
		"a full version": tagged("1.27.4"),
		"a minor version": tagged("3.11-slim-bookworm"),
		"a snapshot of a release": tagged("bookworm-20250610-slim"),
		"the number of a build": tagged("4711"),
		"a commit": tagged("3f1a6d0"),
		"a name of one's own": tagged("prod"),
		"a digest beside it": object.union(tagged("16"), {"digest": "sha256:ab", "digest_state": "known"}),
		"no tag": {},
		"a tag that a variable hides": {"text": "nginx:${TAG}", "tag_state": "unknown", "digest_state": "unknown"},
		"the syntax of the Dockerfile": object.union(tagged("1"), {"role": "frontend"}),
		"an exempt image": object.union(tagged("16"), {"name": "internal/base", "repository": "internal/base"}),
	}
	rule.deny == set() with input as testing.references([image])
		with data.seaworthy.parameters as exempting(["internal/*"])
}
