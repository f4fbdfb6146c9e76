package seaworthy.rules.reference.implicit_registry_test

import data.seaworthy.rules.reference.implicit_registry as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, text in {
		"an official image": "nginx",
		"somebody's image": "acme/api:2",
		"a name whose tag a variable hides": "acme/api:${TAG}",
	}
	rule.deny == {{
		"msg": $"{text} does not say which registry it comes from",
		"at": "steps/0/base",
	}} with input as testing.references([{"text": text}])
}

test_does_not_report[note] if {
	some note, image in {
		"Docker Hub written out": {"text": "docker.io/library/nginx", "registry_implied": false},
		"the syntax of the Dockerfile, which BuildKit reads": {"text": "docker/dockerfile:1", "role": "frontend"},
	}
	rule.deny == set() with input as testing.references([image])
}
