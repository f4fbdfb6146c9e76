package seaworthy.rules.dockerfile.language_cache_kept_test

import data.seaworthy.rules.dockerfile.language_cache_kept as rule
import data.seaworthy.testing

parameters := {"dockerfile/language_cache_kept": {"managers": ["pip", "npm"]}}

leaving(fields) := testing.dockerfile({"acts": {"kept_caches": [testing.instruction(object.union(
	{"title": "pip install", "kind": "language", "manager": "pip", "path": "/root/.cache/pip"},
	fields,
))]}})

test_reports[note] if {
	some note, manager in {
		"a cache that stays": "pip",
		"a cache of another manager": "npm",
	}
	rule.deny == {{
		"msg": $"pip install leaves the cache of {manager} in the layer",
		"at": "steps/1",
	}} with input as leaving({"manager": manager}) with data.seaworthy.parameters as parameters
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
