package seaworthy.rules.workload.stale_image_allowed_test

import data.seaworthy.rules.workload.stale_image_allowed as rule
import data.seaworthy.testing

digest := "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

pod(fields) := testing.pod({"containers": [testing.container(fields)]})

test_reports[note] if {
	some note, [document, want] in {
		"latest, if not present": [
			pod({"image": "nginx:latest", "pull_policy": "IfNotPresent"}),
			{"msg": `container "web" may run an old nginx:latest, with the pull policy IfNotPresent`, "at": "spec/containers/0/pull_policy"},
		],
		"no tag, never": [
			pod({"image": "nginx", "pull_policy": "Never"}),
			{"msg": `container "web" may run an old nginx, with the pull policy Never`, "at": "spec/containers/0/pull_policy"},
		],
		"a service pulls what is missing": [
			testing.service({"image": "nginx:latest"}),
			{"msg": `service "web" may run an old nginx:latest, with the pull policy missing`, "at": "services/web/image"},
		],
	}
	rule.deny == {want} with input as document
}

test_does_not_report[note] if {
	some note, document in {
		"latest is pulled always where nothing is said": pod({"image": "nginx:latest"}),
		"and so is no tag": pod({"image": "nginx"}),
		"always": pod({"image": "nginx:latest", "pull_policy": "Always"}),
		"a service, always": testing.service({"image": "nginx", "pull_policy": "always"}),
		"a service, every day": testing.service({"image": "nginx", "pull_policy": "daily"}),
		"a service that is built": testing.service({"image": "web", "pull_policy": "build"}),
		"an image that is built beside it": testing.service({"image": "web", "built": true}),
		"a fixed tag": pod({"image": "nginx:1.27", "pull_policy": "IfNotPresent"}),
		"a digest": pod({"image": $"nginx:latest@{digest}", "pull_policy": "IfNotPresent"}),
		"a tag that a variable hides": pod({"image": "nginx:${TAG}", "pull_policy": "Never"}),
		"no image": testing.pod({"containers": [object.remove(testing.container({"pull_policy": "Never"}), ["image"])]}),
	}
	rule.deny == set() with input as document
}

test_parameters[note] if {
	some note, [fields, parameters, want] in {
		"any tag": [{}, {"tags": "any"}, 1],
		"any tag, pulled always": [{"pull_policy": "Always"}, {"tags": "any"}, 0],
		"another tag that moves": [{"image": "redis:alpine"}, {"floating_tags": ["alpine"]}, 1],
		"other policies": [{"pull_policy": "Always"}, {"tags": "any", "policies": ["IfNotPresent", "Never"]}, 1],
		"exempt": [{}, {"tags": "any", "exempt": ["container:web"]}, 0],
	}
	count(rule.deny) == want with input as pod(fields)
		with data.seaworthy.parameters as {"workload/stale_image_allowed": parameters}
}
