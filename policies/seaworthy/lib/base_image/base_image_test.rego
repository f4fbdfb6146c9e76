package seaworthy.lib.base_image_test

import data.seaworthy.lib.base_image
import data.seaworthy.testing

on(base) := testing.dockerfile({"stages": [testing.stage({"base": testing.base(base)})]})

list := [
	{"images": ["*:debug*"], "shell": true},
	{"images": ["gcr.io/distroless/*"], "shell": false},
]

test_facts[note] if {
	some note, [base, want] in {
		"the entry that matches": [{"names": ["gcr.io/distroless/static:latest"]}, {0: false}],
		"the first of two": [{"names": ["gcr.io/distroless/static:debug"]}, {0: true}],
		"an empty image": [{"kind": "scratch", "names": []}, {0: false}],
		"an image that nobody knows": [{"names": ["registry.example.com/base:1"]}, {}],
		"a variable": [{"kind": "unknown", "names": []}, {}],
	}
	found := {target: facts.shell | some target, facts in base_image.facts} with input as on(base)
		with data.seaworthy.data.base_images as list
	found == want
}

test_the_base_of_a_chain_is_that_of_its_first_stage if {
	stages := [
		testing.stage({"target": false, "base": testing.base({"kind": "scratch", "names": []})}),
		testing.stage({"index": 1, "parent": 0, "base": testing.base({"kind": "stage", "names": []})}),
	]
	object.keys(base_image.facts) == {1} with input as testing.dockerfile({"stages": stages})
}

test_images_that_are_known_without_being_told[note] if {
	some note, [name, shell, lacks] in {
		"distroless": ["gcr.io/distroless/static-debian12:nonroot", false, ["curl", "wget", "nc"]],
		"distroless with busybox": ["gcr.io/distroless/base:debug-nonroot", false, ["curl"]],
		"alpine": ["docker.io/library/alpine:3.21", true, ["curl"]],
		"a language on a slim base": ["docker.io/library/python:3.13-slim-bookworm", true, ["curl", "wget", "nc"]],
		"a language on alpine": ["docker.io/library/node:22-alpine3.21", true, ["curl"]],
	}
	facts := base_image.facts[0] with input as on({"names": [name]})
	[facts.shell, facts.lacks] == [shell, lacks]
}
