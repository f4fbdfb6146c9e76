package seaworthy.rules.dockerfile.invalid_base_default_test

import data.seaworthy.rules.dockerfile.invalid_base_default as rule
import data.seaworthy.testing

based(base) := testing.dockerfile({"stages": [testing.stage({"base": testing.base(base)})]})

test_reports[note] if {
	some note, [broken, msg] in {
		"one argument": [
			{"text": "alpine:", "arguments": ["TAG"]},
			"with the default of TAG the base is \"alpine:\", which is no image",
		],
		"several arguments": [
			{"text": "/:", "arguments": ["REGISTRY", "TAG"]},
			"with the default of REGISTRY and TAG the base is \"/:\", which is no image",
		],
	}
	rule.deny == {{"msg": msg, "at": "steps/0/base"}} with input as based({"broken_default": broken})
}

test_does_not_report_a_base_whose_default_is_an_image if {
	rule.deny == set() with input as based({})
}
