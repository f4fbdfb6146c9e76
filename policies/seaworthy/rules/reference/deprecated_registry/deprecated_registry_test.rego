package seaworthy.rules.reference.deprecated_registry_test

import data.seaworthy.rules.reference.deprecated_registry as rule
import data.seaworthy.testing

told := {"reference/deprecated_registry": {"registries": {
	"k8s.gcr.io": "registry.k8s.io",
	"gcr.io/google-containers": "registry.k8s.io",
}}}

test_reports[note] if {
	some note, [image, home] in {
		"a frozen registry": [
			{"text": "k8s.gcr.io/pause:3.2", "registry": "k8s.gcr.io", "repository": "pause"},
			"k8s.gcr.io",
		],
		"a frozen folder": [
			{"text": "gcr.io/google-containers/pause:3.2", "registry": "gcr.io", "repository": "google-containers/pause"},
			"gcr.io/google-containers",
		],
	}
	rule.deny == {{
		"msg": $"{image.text} comes from {home}, which gets no new images any more: use registry.k8s.io",
		"at": "steps/0/base",
	}} with input as testing.references([image])
		with data.seaworthy.parameters as told
}

test_reports_a_frozen_registry_whose_image_a_variable_hides if {
	image := object.remove(
		testing.reference({"text": "k8s.gcr.io/${IMAGE}", "registry": "k8s.gcr.io"}),
		["repository", "name"],
	)
	count(rule.deny) == 1 with input as {"reference": {"images": [image]}}
		with data.seaworthy.parameters as told
}

test_does_not_report[note] if {
	some note, image in {
		"its successor": {"text": "registry.k8s.io/pause:3.2", "registry": "registry.k8s.io", "repository": "pause"},
		"another folder": {"text": "gcr.io/distroless/static", "registry": "gcr.io", "repository": "distroless/static"},
		"Docker Hub": {"text": "nginx"},
	}
	rule.deny == set() with input as testing.references([image])
		with data.seaworthy.parameters as told
}
