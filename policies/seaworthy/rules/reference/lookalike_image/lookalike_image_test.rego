package seaworthy.rules.reference.lookalike_image_test

import data.seaworthy.rules.reference.lookalike_image as rule
import data.seaworthy.testing

lists := {
	"images": ["nginx", "node", "python", "pythons"],
	"publishers": ["grafana", "prom"],
	"registries": ["docker.io", "ghcr.io", "gcr.io", "quay.io"],
}

official(name) := {"text": name, "name": name, "repository": $"library/{name}"}

hub(name) := {"text": name, "name": name, "repository": name, "official": false}

elsewhere(registry) := {
	"text": $"{registry}/acme/api", "registry": registry, "repository": "acme/api", "name": $"{registry}/acme/api", "official": false,
}

exempting(patterns) := {"reference/lookalike_image": {"exempt": patterns}}

test_reports[note] if {
	some note, [image, name, popular] in {
		"a letter for another": [official("nginz"), "nginz", "nginx"],
		"letters that changed places": [official("ngnix"), "ngnix", "nginx"],
		"a letter too many": [official("nginxx"), "nginxx", "nginx"],
		"a letter too few": [official("ngix"), "ngix", "nginx"],
		"an organisation": [hub("grafanna/grafana"), "grafanna", "grafana"],
		"a registry": [elsewhere("ghrc.io"), "ghrc.io", "ghcr.io"],
	}
	rule.deny == {{
		"msg": $"{image.text}: {name} is one letter away from {popular}",
		"at": "steps/0/base",
	}} with input as testing.references([image])
		with data.seaworthy.parameters as exempting([])
		with data.seaworthy.data.official_images as lists
}

test_does_not_report[note] if {
	some note, image in {
		"the popular name": official("nginx"),
		"a popular name that is near another one": official("pythons"),
		"two letters": official("nignz"),
		"a version in the name": official("nginx2"),
		"a short name": official("nide"),
		"a short organisation": hub("pram/prometheus"),
		"a popular registry near another": elsewhere("gcr.io"),
		"an image of an organisation of its own": elsewhere("registry.example.com"),
		"an organisation that is exempt": hub("grafanax/agent"),
	}
	rule.deny == set() with input as testing.references([image])
		with data.seaworthy.parameters as exempting(["grafanax/*"])
		with data.seaworthy.data.official_images as lists
}
