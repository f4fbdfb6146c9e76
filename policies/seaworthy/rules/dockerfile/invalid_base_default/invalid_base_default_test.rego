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
		"an argument that has no default": [
			{"text": "", "arguments": ["BASE"], "unset": ["BASE"]},
			"without a --build-arg for BASE the base is empty",
		],
		"arguments of which one has no default": [
			{"text": "a/:1", "arguments": ["REGISTRY", "NAME", "TAG"], "unset": ["NAME"]},
			"without a --build-arg for NAME the base is \"a/:1\", which is no image",
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
