package seaworthy.rules.dockerfile.healthcheck_tool_missing_test

import data.seaworthy.rules.dockerfile.healthcheck_tool_missing as rule
import data.seaworthy.testing

list := [{"images": ["debian:*"], "lacks": ["curl", "wget"]}, {"images": ["alpine:*"], "lacks": ["curl"]}]

checking(names, programs, effective) := testing.dockerfile({"stages": [testing.stage({
	"base": testing.base({"names": names}),
	"effective": object.union(
		{"healthcheck": {"commands": [{"program": program, "at": $"steps/1/commands/{i}"} | some i, program in programs]}},
		effective,
	),
})]})

test_reports[note] if {
	some note, [names, programs, at] in {
		"curl on a base without it": [["debian:12"], ["curl"], "steps/1/commands/0"],
		"curl behind another command": [["debian:12"], ["test", "curl"], "steps/1/commands/1"],
	}
	rule.deny == {{
		"msg": "the health check calls curl, which debian:12 does not have",
		"at": at,
	}} with input as checking(names, programs, {})
		with data.seaworthy.data.base_images as list
}

test_does_not_report[note] if {
	some note, [names, programs, effective] in {
		"a program that the base has": [["alpine:3.21"], ["wget"], {}],
		"a program that the file brings": [["debian:12"], ["curl"], {"supplied": ["curl"]}],
		"a second program that is there": [["alpine:3.21"], ["curl", "wget"], {}],
		"a program of which nothing is known": [["debian:12"], ["api"], {}],
		"a base of which nothing is known": [["registry.example.com/base:1"], ["curl"], {}],
	}
	rule.deny == set() with input as checking(names, programs, effective)
		with data.seaworthy.data.base_images as list
}
