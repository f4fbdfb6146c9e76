package seaworthy.rules.reference.unofficial_image_test

import data.seaworthy.rules.reference.unofficial_image as rule
import data.seaworthy.testing

of(name) := {"text": name, "name": name, "repository": name, "official": false}

told := {"reference/unofficial_image": {"publishers": ["acme"]}}

lists := {"publishers": ["grafana"]}

test_reports_an_image_of_somebody if {
	rule.deny == {{
		"msg": "jdoe/nginx comes from jdoe, which is no publisher that is known",
		"at": "steps/0/base",
	}} with input as testing.references([of("jdoe/nginx")])
		with data.seaworthy.parameters as told
		with data.seaworthy.data.official_images as lists
}

test_does_not_report[note] if {
	some note, image in {
		"an official image": {},
		"an official image for one architecture": of("arm64v8/node"),
		"a known publisher": of("grafana/grafana"),
		"a publisher that is trusted here": of("acme/api"),
		"another registry": object.union(of("jdoe/nginx"), {"registry": "ghcr.io", "name": "ghcr.io/jdoe/nginx"}),
	}
	rule.deny == set() with input as testing.references([image])
		with data.seaworthy.parameters as told
		with data.seaworthy.data.official_images as lists
}
