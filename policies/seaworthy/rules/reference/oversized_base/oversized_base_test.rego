package seaworthy.rules.reference.oversized_base_test

import data.seaworthy.rules.reference.oversized_base as rule
import data.seaworthy.testing

lists := {"slimmer": ["slim", "alpine"], "images": {"nginx": {
	"megabytes": 900, "vulnerabilities": "200 to 500", "packages": "apt", "instead": "nginx:slim",
}}}

tagged(tag) := {"text": $"nginx:{tag}", "tag": tag, "tag_state": "known"}

allowing(patterns) := {"reference/oversized_base": {"allowed": patterns}}

test_reports[note] if {
	some note, image in {
		"a full image": tagged("1.27"),
		"a full image of a system's release": tagged("1.27-bookworm"),
		"no tag": {"text": "nginx"},
		"an image that a pod runs as it is": {"text": "nginx", "role": "pod"},
	}
	rule.deny == {{
		"msg": $"{image.text} ships about 900 MB, apt and usually 200 to 500 known vulnerabilities: smaller is nginx:slim",
		"at": "steps/0/base",
	}} with input as testing.references([image])
		with data.seaworthy.parameters as allowing([])
		with data.seaworthy.data.full_images as lists
}

test_does_not_report[note] if {
	some note, [image, allowed] in {
		"a slim variant": [tagged("1.27-slim-bookworm"), []],
		"a variant with its release": [tagged("1.27-alpine3.22"), []],
		"an image of which nothing is known": [{"text": "redis", "name": "redis", "repository": "library/redis"}, []],
		"a tag that a variable hides": [{"text": "nginx:${TAG}", "tag_state": "unknown"}, []],
		"a digest alone": [{"text": "nginx@sha256:ab", "digest": "sha256:ab", "digest_state": "known"}, []],
		"a placeholder for a tag": [tagged("%%TAG%%"), []],
		"a stage that nothing ships": [{"shipped": false}, []],
		"an image that files are copied from": [{"role": "copy"}, []],
		"an image that is allowed": [tagged("1.27"), ["ngin*"]],
	}
	rule.deny == set() with input as testing.references([image])
		with data.seaworthy.parameters as allowing(allowed)
		with data.seaworthy.data.full_images as lists
}

test_says_less_of_an_image_of_which_less_is_known if {
	less := {"slimmer": [], "images": {"nginx": {"megabytes": 900, "packages": "apt", "instead": "nginx:slim"}}}
	{finding.msg | some finding in rule.deny} == {"nginx ships about 900 MB and apt: smaller is nginx:slim"} with input as testing.references([{}])
		with data.seaworthy.parameters as allowing([])
		with data.seaworthy.data.full_images as less
}
