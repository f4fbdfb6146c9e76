package seaworthy.rules.dockerfile.missing_user_test

import data.seaworthy.rules.dockerfile.missing_user as rule
import data.seaworthy.testing

on_base(base) := testing.dockerfile({"stages": [testing.stage({"base": testing.base(base)})]})

bases := {"dockerfile/missing_user": {"nonroot_bases": ["*:nonroot", "cgr.dev/chainguard/*"]}}

test_reports[note] if {
	some note, [base, account] in {
		"a stage on an image": [{}, "debian:12 does"],
		"a stage from scratch": [{"kind": "scratch", "text": "scratch"}, "root"],
		"a base with a digest is named without it": [{"text": "debian:12@sha256:0f", "names": ["debian:12"]}, "debian:12 does"],
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

test_a_base_without_a_name_is_reported[note] if {
	some note, [base, account] in {
		"a variable hides it": [{"kind": "unknown", "text": "${BASE}", "state": "unresolved", "at": "steps/0/base"}, "${BASE} does"],
		"a fragment has none": [{"kind": "unknown", "text": "", "state": "unresolved", "at": "steps/0"}, "its base does"],
	}
	stage := object.union(object.remove(testing.stage({}), {"base"}), {"base": base})
	{finding.msg | some finding in rule.deny} == {$"the image names no user, so it runs as {account}"} with input as testing.dockerfile({"stages": [stage]})
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
		"Windows Nano Server": "mcr.microsoft.com/windows/nanoserver:ltsc2022",
		"chainguard": "cgr.dev/chainguard/python:latest",
	}
	rule.deny == set() with input as on_base({"names": [name]})
}
