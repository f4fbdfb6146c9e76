package seaworthy.rules.reference.malformed_digest_test

import data.seaworthy.rules.reference.malformed_digest as rule
import data.seaworthy.testing

pinned(digest) := {"text": $"nginx@{digest}", "digest": digest, "digest_state": "known"}

test_reports[note] if {
	some note, digest in {
		"a placeholder": "sha256:<digest>",
		"a digest that lost its end": "sha256:abc123",
	}
	rule.deny == {{
		"msg": $"{digest} is no digest, so no registry will find nginx@{digest}",
		"at": "steps/0/base",
	}} with input as testing.references([pinned(digest)])
}

test_does_not_report[note] if {
	some note, image in {
		"a whole digest": object.union(pinned("sha256:ab"), {"digest_valid": true}),
		"no digest": {"text": "nginx:1.27"},
		"a digest that a variable hides": {"text": "nginx@${DIGEST}", "digest_state": "unknown"},
	}
	rule.deny == set() with input as testing.references([image])
}
