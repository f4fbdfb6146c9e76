package seaworthy.rules.dockerfile.untrusted_frontend_test

import data.seaworthy.rules.dockerfile.untrusted_frontend as rule
import data.seaworthy.testing

told(allowed) := {"dockerfile/untrusted_frontend": {"allowed": allowed}}

interpreted(text, names) := testing.dockerfile({"syntax": {"text": text, "names": names, "at": "syntax"}})

test_reports[note] if {
	some note, [text, names] in {
		"a stranger's image": ["evil/dockerfile:1", ["evil/dockerfile", "docker.io/evil/dockerfile"]],
		"the same name in another registry": ["registry.example.com/docker/dockerfile", ["registry.example.com/docker/dockerfile"]],
	}
	rule.deny == {{
		"msg": $"{text} interprets this file, and is none of the frontends that are trusted",
		"at": "syntax",
	}} with input as interpreted(text, names)
		with data.seaworthy.parameters as told(["docker/dockerfile", "docker/dockerfile-upstream"])
}

test_does_not_report[note] if {
	some note, [document, patterns] in {
		"the frontend that everybody uses": [
			interpreted("docker/dockerfile:1", ["docker/dockerfile", "docker.io/docker/dockerfile"]),
			["docker/dockerfile"],
		],
		"one that a pattern allows": [
			interpreted("registry.example.com/build/front:2", ["registry.example.com/build/front"]),
			["registry.example.com/*"],
		],
		"no syntax line": [testing.dockerfile({}), ["docker/dockerfile"]],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as told(patterns)
}
