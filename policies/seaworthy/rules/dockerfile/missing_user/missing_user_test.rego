package seaworthy.rules.dockerfile.missing_user_test

import data.seaworthy.rules.dockerfile.missing_user as rule
import data.seaworthy.testing

on_base(base) := testing.dockerfile({"stages": [testing.stage({"base": testing.base(base)})]})

bases := {"dockerfile/missing_user": {"nonroot_bases": ["*:nonroot", "cgr.dev/chainguard/*"]}}

test_reports[note] if {
	some note, [base, account] in {
		"a stage on an image": [{}, "debian:12 does"],
		"a stage from scratch": [{"kind": "scratch", "text": "scratch", "names": []}, "root"],
		"a base that a variable hides": [{"kind": "unknown", "text": "${BASE}", "names": []}, "${BASE} does"],
		"a fragment without FROM": [{"kind": "unknown", "text": "", "names": []}, "its base does"],
		"a tag that only begins like an unprivileged one": [
			{"text": "api:nonroots", "names": ["api:nonroots"]},
			"api:nonroots does",
		],
	}
	rule.deny == {{
		"msg": $"the image names no user, so it runs as {account}",
		"at": "steps/0",
	}} with input as on_base(base)
		with data.seaworthy.parameters as bases
}

test_does_not_report[note] if {
	some note, document in {
		"a stage with a user": testing.dockerfile({"stages": [testing.stage({"effective": {"user": testing.instruction({"text": "app"})}})]}),
		"root is left to root_user": testing.dockerfile({"stages": [testing.stage({"effective": {"user": testing.instruction({"text": "root", "root": true})}})]}),
		"a user that a variable hides is a user": testing.dockerfile({"stages": [testing.stage({"effective": {"user": testing.instruction({"text": "${APP_USER}", "state": "unresolved"})}})]}),
		"a base that runs unprivileged": on_base({"names": ["gcr.io/distroless/static:nonroot"]}),
		"a base of a registry whose images all do": on_base({"names": ["cgr.dev/chainguard/static:latest"]}),
		"a stage that nothing ships": testing.dockerfile({"stages": [testing.stage({"target": false, "shipped": false})]}),
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as bases
}

test_the_base_of_a_chain_is_that_of_its_first_stage[note] if {
	some note, [names, findings] in {
		"an unprivileged one": [["gcr.io/distroless/static:nonroot"], 0],
		"any other": [["debian:12"], 1],
	}
	stages := [
		testing.stage({"target": false, "base": testing.base({"names": names})}),
		testing.stage({"index": 1, "parent": 0, "base": testing.base({"kind": "stage", "text": "base", "names": []})}),
	]
	count(rule.deny) == findings with input as testing.dockerfile({"stages": stages})
		with data.seaworthy.parameters as bases
}

test_unprivileged_bases_that_are_known_without_being_told[note] if {
	some note, name in {
		"distroless": "gcr.io/distroless/static-debian12:nonroot",
		"distroless for one architecture": "gcr.io/distroless/static-debian12:nonroot-arm64",
		"distroless with a shell": "gcr.io/distroless/base-debian12:debug-nonroot",
		"chainguard": "cgr.dev/chainguard/python:latest",
	}
	rule.deny == set() with input as on_base({"names": [name]})
}
