package seaworthy.rules.reference.untrusted_registry_test

import data.seaworthy.rules.reference.untrusted_registry as rule
import data.seaworthy.testing

at_registry(registry, repository) := {
	"text": $"{registry}/{repository}", "registry": registry, "registry_implied": false, "repository": repository,
	"name": $"{registry}/{repository}", "official": false,
}

hub(name) := {"text": name, "repository": name, "name": name, "official": false}

hidden(text, registry) := object.remove(testing.reference({"text": text, "registry": registry, "resolved": false}), ["repository", "name", "official"])

told(allowed, denied) := {"reference/untrusted_registry": {"allowed": allowed, "denied": denied}}

test_reports[note] if {
	some note, [image, allowed, denied] in {
		"another registry": [at_registry("evil.example", "app"), ["quay.io"], []],
		"Docker Hub, which nobody wrote": [{}, ["quay.io"], []],
		"a registry that only begins alike": [at_registry("quay.io.evil.example", "app"), ["quay.io", "quay.io/*"], []],
		"an image that only looks like a registry": [at_registry("evil.example", "registry.example.com"), ["*.example.com"], []],
		"another organisation": [hub("acmeevil/app"), ["acme/", "acme/*"], []],
		"an image that only begins alike": [at_registry("quay.io", "acme/apps"), ["quay.io/acme/app"], []],
		"a denied registry": [at_registry("quay.io", "app"), ["quay.io"], ["quay.*"]],
		"a registry behind which a variable hides the image": [hidden("evil.example/${APP}", "evil.example"), ["quay.io/acme/*"], []],
	}
	{finding.at | some finding in rule.deny} == {"steps/0/base"} with input as {"reference": {"images": [testing.reference(image)]}}
		with data.seaworthy.parameters as told(allowed, denied)
}

test_does_not_report[note] if {
	some note, [image, allowed] in {
		"anything where nothing is said": [at_registry("evil.example", "app"), []],
		"an allowed registry": [at_registry("quay.io", "acme/app"), ["quay.io"]],
		"a host below an allowed domain": [at_registry("a.example.com", "app"), ["*.example.com"]],
		"everything": [hub("acme/app"), ["*"]],
		"Docker Hub, which nobody wrote, by its name": [{}, ["docker.io"]],
		"the official images": [{}, ["docker.io/library/*"]],
		"an official image with its tag": [{"text": "nginx:1.27", "tag": "1.27", "tag_state": "known"}, ["nginx:1.27"]],
		"an organisation": [hub("acme/app"), ["acme/"]],
		"an image": [at_registry("quay.io", "acme/app"), ["quay.io/acme/app"]],
	}
	rule.deny == set() with input as testing.references([image])
		with data.seaworthy.parameters as told(allowed, [])
}

test_does_not_report_what_a_variable_may_make_allowed[note] if {
	some note, [image, allowed] in {
		"an image in an allowed registry": [hidden("quay.io/${APP}", "quay.io"), ["quay.io/acme/*"]],
		"an image of Docker Hub": [hidden("${ORGANISATION}/app", "docker.io"), ["acme/*"]],
	}
	rule.deny == set() with input as {"reference": {"images": [image]}}
		with data.seaworthy.parameters as told(allowed, [])
}

test_does_not_report_a_registry_that_a_variable_hides if {
	image := object.remove(hidden("${REGISTRY}/app", ""), ["registry", "registry_implied"])
	rule.deny == set() with input as {"reference": {"images": [image]}}
		with data.seaworthy.parameters as told(["quay.io"], [])
}

test_says_why[note] if {
	some note, [allowed, denied, msg] in {
		"not allowed": [["ghcr.io"], [], "quay.io/app comes from quay.io, which is not among the allowed registries"],
		"denied": [[], ["quay.io"], "quay.io/app comes from quay.io, which is denied"],
	}
	{finding.msg | some finding in rule.deny} == {msg} with input as testing.references([at_registry("quay.io", "app")])
		with data.seaworthy.parameters as told(allowed, denied)
}
