package seaworthy.rules.reference.base_with_shell_test

import data.seaworthy.rules.reference.base_with_shell as rule
import data.seaworthy.testing

bases := [
	{"images": ["docker.io/library/nginx:bare"], "shell": false},
	{"images": ["docker.io/library/nginx", "docker.io/library/nginx:*"], "shell": true},
]

tagged(tag) := {"text": $"nginx:{tag}", "tag": tag, "tag_state": "known"}

test_reports[note] if {
	some note, image in {"an image with a shell": tagged("1.27"), "no tag": {"text": "nginx"}}
	rule.deny == {{
		"msg": $"{image.text} holds a shell",
		"at": "steps/0/base",
	}} with input as testing.references([image])
		with data.seaworthy.data.base_images as bases
}

test_does_not_report[note] if {
	some note, image in {
		"an image without one": tagged("bare"),
		"an image of which nothing is known": {"text": "redis", "name": "redis", "repository": "library/redis"},
		"a stage that nothing ships": object.union(tagged("1.27"), {"shipped": false}),
	}
	rule.deny == set() with input as testing.references([image])
		with data.seaworthy.data.base_images as bases
}
