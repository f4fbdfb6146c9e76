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
