package seaworthy.rules.dockerfile.unknown_user_test

import data.seaworthy.rules.dockerfile.unknown_user as rule
import data.seaworthy.testing

list := [{"images": ["debian:*"], "accounts": ["root", "nobody"]}, {"images": ["quiet:*"], "shell": true}]

ending(base, effective) := testing.dockerfile({"stages": [testing.stage({
	"base": testing.base(base),
	"effective": object.union({"user": testing.instruction({"text": "app", "name": "app"})}, effective),
})]})

test_reports[note] if {
	some note, [base, name] in {
		"a name that a known base does not have": [{}, "debian:12"],
		"any name in an empty image": [{"kind": "scratch", "text": "scratch", "names": []}, "scratch"],
	}
	rule.deny == {{
		"msg": $"the image runs as app, an account that {name} does not have and nothing here creates",
		"at": "steps/1",
	}} with input as ending(base, {})
		with data.seaworthy.data.base_images as list
}

test_does_not_report[note] if {
	some note, [base, effective] in {
		"an account of the base": [{}, {"user": testing.instruction({"text": "nobody", "name": "nobody"})}],
		"an account that the file creates": [{}, {"account_created": true}],
		"a number needs no account": [{}, {"user": {"text": "65532", "id": 65532, "name": false}}],
		"root in an empty image": [{"kind": "scratch", "names": []}, {"user": {"name": "root", "root": true}}],
		"a base that nobody knows": [{"names": ["registry.example.com/base:1"]}, {}],
		"a base whose accounts nobody knows": [{"names": ["quiet:1"]}, {}],
	}
	rule.deny == set() with input as ending(base, effective)
		with data.seaworthy.data.base_images as list
}

test_a_stage_that_nothing_ships_is_left_alone if {
	user := testing.instruction({"text": "app", "name": "app"})
	stage := testing.stage({"target": false, "shipped": false, "effective": {"user": user}})
	rule.deny == set() with input as testing.dockerfile({"stages": [stage]})
		with data.seaworthy.data.base_images as list
}
