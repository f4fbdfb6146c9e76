package seaworthy.rules.dockerfile.language_cache_kept_test

import data.seaworthy.rules.dockerfile.language_cache_kept as rule
import data.seaworthy.testing

parameters := {"dockerfile/language_cache_kept": {"managers": ["pip", "npm"]}}

leaving(fields) := testing.dockerfile({"acts": {"kept_caches": [testing.instruction(object.union(
	{"title": "pip install", "kind": "language", "manager": "pip", "path": "/root/.cache/pip"},
	fields,
))]}})

test_reports[note] if {
	some note, fields in {
		"a cache that stays": {},
		"a cache of another manager": {"manager": "npm"},
	}
	rule.deny == {{
		"msg": "pip install leaves /root/.cache/pip in the layer",
		"at": "steps/1",
	}} with input as leaving(fields) with data.seaworthy.parameters as parameters
}

test_does_not_report[note] if {
	some note, document in {
		"nothing that stays": testing.dockerfile({}),
		"a stage that nothing ships": leaving({"shipped": false}),
		"a manager that is left out": leaving({"manager": "other"}),
		"a distribution's cache": leaving({"kind": "system"}),
	}
	rule.deny == set() with input as document with data.seaworthy.parameters as parameters
}
