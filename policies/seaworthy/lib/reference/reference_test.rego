package seaworthy.lib.reference_test

import data.seaworthy.lib.reference
import data.seaworthy.testing

nginx := testing.reference({
	"text": "nginx:1.27", "name": "nginx", "registry": "docker.io", "repository": "library/nginx",
	"tag": "1.27", "tag_state": "known",
})

test_exempt[note] if {
	some note, [patterns, exempt] in {
		"nothing is exempt": [[], false],
		"the text as written": [["nginx:1.27"], true],
		"the name alone": [["nginx"], true],
		"the full name": [["docker.io/library/nginx"], true],
		"the full name with the tag": [["docker.io/library/nginx:1.*"], true],
		"a star crosses slashes": [["docker.io/*"], true],
		"one of several": [["redis", "nginx"], true],
		"a part of the name is not enough": [["ngin"], false],
		"another image": [["redis*"], false],
	}
	found := {"yes" | reference.exempt("reference/any", nginx)} with data.seaworthy.parameters as {"reference/any": {"exempt": patterns}}
	count(found) == 1 == exempt
}

test_an_image_whose_name_a_variable_hides_is_matched_by_its_text if {
	image := {"text": "${REGISTRY}/api", "tag_state": "none", "digest_state": "none"}
	reference.exempt("reference/any", image) with data.seaworthy.parameters as {"reference/any": {"exempt": ["*/api"]}}
}

test_known_name[note] if {
	some note, [fields, want] in {
		"an official image": [{}, "nginx"],
		"an official image in a mirror": [
			{"registry": "public.ecr.aws", "repository": "docker/library/nginx", "name": "public.ecr.aws/docker/library/nginx"},
			"nginx",
		],
		"an official image for one architecture": [{"repository": "arm64v8/nginx", "name": "arm64v8/nginx"}, "nginx"],
		"somebody's image": [{"repository": "acme/nginx", "name": "acme/nginx"}, "acme/nginx"],
		"an architecture elsewhere": [
			{"registry": "ghcr.io", "repository": "arm64v8/nginx", "name": "ghcr.io/arm64v8/nginx"},
			"ghcr.io/arm64v8/nginx",
		],
	}
	reference.known_name(testing.reference(fields)) == want
}

test_tag_words[note] if {
	some note, [tag, want] in {
		"a version and variants": ["3.11-slim-bookworm", ["3.11", "slim", "bookworm"]],
		"upper case": ["1.0_SNAPSHOT", ["1.0", "snapshot"]],
		"a placeholder": ["%%TAG%%-alpine", []],
	}
	reference.tag_words({"tag": tag}) == want
}

test_an_image_without_a_tag_has_no_words if {
	reference.tag_words(testing.reference({})) == []
}

test_tag_version[note] if {
	some note, [tag, want] in {
		"a version": ["3.11.4-slim", {["3", "11", "4"]}],
		"a version with a v": ["v1.2", {["1", "2"]}],
		"a major version": ["16-alpine", {["16"]}],
		"none at the beginning": ["alpine3.20", set()],
		"none": ["lts", set()],
	}
	{version | version := reference.tag_version({"tag": tag})} == want
}
