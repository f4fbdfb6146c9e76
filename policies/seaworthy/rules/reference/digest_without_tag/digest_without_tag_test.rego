package seaworthy.rules.reference.digest_without_tag_test

import data.seaworthy.rules.reference.digest_without_tag as rule
import data.seaworthy.testing

pinned := {"text": "nginx@sha256:ab", "digest": "sha256:ab", "digest_state": "known", "digest_valid": true}

test_reports_a_digest_alone if {
	rule.deny == {{
		"msg": "nginx is pinned by a digest that does not tell which release it is",
		"at": "steps/0/base",
	}} with input as testing.references([pinned])
}

test_does_not_report[note] if {
	some note, image in {
		"a tag and a digest": object.union(pinned, {"tag": "1.27", "tag_state": "known"}),
		"a tag that a variable hides": object.union(pinned, {"tag_state": "unknown"}),
		"a digest that is none, which another rule reports": object.union(pinned, {"digest_valid": false}),
		"no digest": {"text": "nginx"},
	}
	rule.deny == set() with input as testing.references([image])
}

test_does_not_report_an_image_id if {
	image := object.remove(testing.reference(pinned), ["name", "repository", "registry"])
	rule.deny == set() with input as {"reference": {"images": [image]}}
}
