package seaworthy.rules.reference.missing_digest_test

import data.seaworthy.rules.reference.missing_digest as rule
import data.seaworthy.testing

exempting(patterns) := {"reference/missing_digest": {"exempt": patterns}}

test_reports[note] if {
	some note, image in {
		"a name alone": {"text": "nginx"},
		"a release tag": {"text": "nginx:1.27.4", "tag": "1.27.4", "tag_state": "known"},
		"an image that is copied from": {"text": "busybox:1.37", "role": "copy"},
		"a tag behind a registry that a variable names": {"text": "${REGISTRY}/api:1", "resolved": false},
	}
	rule.deny == {{
		"msg": $"{image.text} is not pinned by a digest",
		"at": "steps/0/base",
	}} with input as testing.references([image])
		with data.seaworthy.parameters as exempting([])
}

test_does_not_report[note] if {
	some note, image in {
		"a digest": {"text": "nginx@sha256:ab", "digest": "sha256:ab", "digest_state": "known", "digest_valid": true},
		"a malformed digest is another mistake": {"text": "nginx@sha256:xy", "digest": "sha256:xy", "digest_state": "known"},
		"a variable that may bring one": {"text": "nginx:${VERSION}", "tag_state": "unknown", "digest_state": "unknown"},
		"an exempt image": {"text": "internal/base:1", "name": "internal/base", "repository": "internal/base"},
	}
	rule.deny == set() with input as testing.references([image])
		with data.seaworthy.parameters as exempting(["docker.io/internal/*"])
}
