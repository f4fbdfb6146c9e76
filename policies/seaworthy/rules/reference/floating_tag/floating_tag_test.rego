package seaworthy.rules.reference.floating_tag_test

import data.seaworthy.rules.reference.floating_tag as rule
import data.seaworthy.testing

told(exempt) := {"reference/floating_tag": {"tags": ["latest", "edge"], "exempt": exempt}}

tagged(tag) := {"text": $"nginx:{tag}", "tag": tag, "tag_state": "known"}

test_reports[note] if {
	some note, [image, msg] in {
		"no tag": [{}, "nginx has no tag, so it is whatever was pushed last as latest"],
		"latest": [tagged("latest"), "nginx:latest follows the tag latest, which moves with every push"],
		"another tag that moves": [tagged("edge"), "nginx:edge follows the tag edge, which moves with every push"],
		"an argument whose default is latest": [
			object.union(tagged("latest"), {"state": "overridable"}),
			"nginx:latest follows the tag latest, which moves with every push",
		],
		"no tag behind a registry that a variable names": [
			{"text": "${REGISTRY}/api", "resolved": false, "state": "unresolved"},
			"${REGISTRY}/api has no tag, so it is whatever was pushed last as latest",
		],
		"a stage that nothing ships": [
			{"shipped": false},
			"nginx has no tag, so it is whatever was pushed last as latest",
		],
	}
	rule.deny == {{"msg": msg, "at": "steps/0/base"}} with input as testing.references([image])
		with data.seaworthy.parameters as told([])
}

test_does_not_report_what_is_no_reference if {
	image := object.remove(testing.reference({"text": "<image_url>"}), ["repository", "name", "official"])
	rule.deny == set() with input as {"kind": "kubernetes", "file": "pod.yaml", "reference": {"images": [image]}}
		with data.seaworthy.parameters as told([])
}

test_does_not_report[note] if {
	some note, image in {
		"a release": tagged("1.27.4"),
		"a tag that only begins like a moving one": tagged("latest-2024"),
		"a digest without a tag": {"text": "nginx@sha256:ab", "digest": "sha256:ab", "digest_state": "known"},
		"a digest beside latest": object.union(tagged("latest"), {"digest": "sha256:ab", "digest_state": "known"}),
		"a tag that a variable hides": {"text": "nginx:${TAG}", "tag_state": "unknown", "digest_state": "unknown"},
		"a variable that may bring tag and digest": {"text": "${IMAGE}", "tag_state": "unknown", "digest_state": "unknown"},
		"a variable that may bring a digest": {"text": "nginx${AT}", "tag_state": "none", "digest_state": "unknown"},
	}
	rule.deny == set() with input as testing.references([image])
		with data.seaworthy.parameters as told([])
}

test_an_exempt_image_may_float if {
	images := [tagged("latest"), {"text": "redis", "name": "redis", "repository": "library/redis", "at": "steps/2/base"}]
	{finding.at | some finding in rule.deny} == {"steps/2/base"} with input as testing.references(images)
		with data.seaworthy.parameters as told(["nginx*"])
}

test_every_place_is_a_finding_of_its_own if {
	images := [{"at": "steps/0/base"}, {"role": "copy", "at": "steps/3/from"}, {"role": "mount", "at": "steps/4/mounts/0"}]
	count(rule.deny) == 3 with input as testing.references(images)
		with data.seaworthy.parameters as told([])
}
