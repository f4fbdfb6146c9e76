package seaworthy.rules.compose.default_secret_in_interpolation_test

import data.seaworthy.rules.compose.default_secret_in_interpolation as rule
import data.seaworthy.testing

told := {"compose/default_secret_in_interpolation": {"name_patterns": ["password", "api_key"]}}

defaulting(words) := testing.compose({"secret_defaults": {word: [{"name": "DB_PASSWORD", "at": "here"}] | some word in words}})

test_reports[note] if {
	some note, words in {
		"a word": ["db", "password"],
		"two words that belong together": ["api", "api_key"],
		"several that fit": ["password", "api_key"],
	}
	rule.deny == {{
		"msg": "where DB_PASSWORD is not set, the credential is what stands in the file",
		"at": "here",
	}} with input as defaulting(words)
		with data.seaworthy.parameters as told
}

test_does_not_report[note] if {
	some note, words in {"other words": ["tag", "key"], "no default": []}
	rule.deny == set() with input as defaulting(words)
		with data.seaworthy.parameters as told
}
