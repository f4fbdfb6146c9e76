package seaworthy.rules.dockerfile.undefined_variable_test

import data.seaworthy.rules.dockerfile.undefined_variable as rule
import data.seaworthy.testing

using(fields, base) := testing.dockerfile({
	"stages": [testing.stage({"base": object.union(testing.base({}), base)})],
	"undeclared_variables": [testing.instruction(object.union({"name": "FOO", "origin": 0, "at": "here"}, fields))],
})

unknown := {"names": ["registry.example.com/base:1.0"]}

test_reports[note] if {
	some note, [fields, base, reason] in {
		"a name that a known base does not set": [{}, {}, "nothing sets it"],
		"a name in a stage from scratch": [{}, {"kind": "scratch", "names": []}, "nothing sets it"],
		"a slip of the finger": [{"similar": "FOOT"}, unknown, "nothing sets it (did you mean FOOT?)"],
		"a name in FROM": [{"base": true}, unknown, "no ARG above the first FROM declares it"],
		"a slip of the finger in FROM": [
			{"base": true, "similar": "FOOT"},
			unknown,
			"no ARG above the first FROM declares it (did you mean FOOT?)",
		],
		"what the builder offers": [
			{"elsewhere": "platform"},
			unknown,
			"a stage has to declare what the builder offers with ARG",
		],
		"a global argument": [
			{"elsewhere": "global"},
			unknown,
			"an ARG above the first FROM counts in FROM only, until the stage declares it as well",
		],
		"what the same instruction sets": [
			{"elsewhere": "same"},
			unknown,
			"what an instruction sets counts from the next instruction on",
		],
		"what is set further down": [{"elsewhere": "later"}, unknown, "it is set only further down"],
		"an argument of another stage": [
			{"elsewhere": "stage_argument"},
			unknown,
			"the ARG that declares it belongs to another stage",
		],
		"a variable of another stage": [{"elsewhere": "stage_variable"}, {}, "it is set in another stage only"],
	}
	rule.deny == {{"msg": $"FOO is empty here: {reason}", "at": "here"}} with input as using(fields, base)
}

test_does_not_report[note] if {
	some note, [fields, base] in {
		"a name that an unknown base may set": [{}, unknown],
		"a variable of another stage that an unknown base may set as well": [{"elsewhere": "stage_variable"}, unknown],
		"a name that a known base sets": [{"name": "NODE_VERSION"}, {"names": ["node:22", "docker.io/library/node:22"]}],
		"a base that a variable hides": [{}, {"kind": "unknown", "names": []}],
	}
	rule.deny == set() with input as using(fields, base)
}

test_the_start_of_the_chain_decides if {
	document := object.union(using({"stage": 1, "origin": 0}, unknown), {})
	rule.deny == set() with input as document
}
