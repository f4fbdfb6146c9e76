package seaworthy.rules.dockerfile.package_cache_kept_test

import data.seaworthy.rules.dockerfile.package_cache_kept as rule
import data.seaworthy.testing

parameters := {"dockerfile/package_cache_kept": {"managers": ["apk", "dnf"]}}

leaving(fields) := testing.dockerfile({"acts": {"kept_caches": [testing.instruction(object.union(
	{"title": "apk add", "kind": "system", "manager": "apk", "path": "/var/cache/apk"},
	fields,
))]}})

test_reports[note] if {
	some note, manager in {
		"a cache that stays": "apk",
		"a cache of another manager": "dnf",
	}
	rule.deny == {{
		"msg": $"apk add leaves the cache of {manager} in the layer",
		"at": "steps/1",
	}} with input as leaving({"manager": manager}) with data.seaworthy.parameters as parameters
}

test_does_not_report[note] if {
	some note, document in {
		"nothing that stays": testing.dockerfile({}),
		"a stage that nothing ships": leaving({"shipped": false}),
		"a manager that is left out": leaving({"manager": "other"}),
		"a language's cache": leaving({"kind": "language"}),
	}
	rule.deny == set() with input as document with data.seaworthy.parameters as parameters
}
