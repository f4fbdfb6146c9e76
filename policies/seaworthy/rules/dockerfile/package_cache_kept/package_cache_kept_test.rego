package seaworthy.rules.dockerfile.package_cache_kept_test

import data.seaworthy.rules.dockerfile.package_cache_kept as rule
import data.seaworthy.testing

parameters := {"dockerfile/package_cache_kept": {"managers": ["apk", "dnf"]}}

leaving(fields) := testing.dockerfile({"acts": {"kept_caches": [testing.instruction(object.union(
	{"title": "apk add", "kind": "system", "manager": "apk", "path": "/var/cache/apk"},
	fields,
))]}})

test_reports[note] if {
	some note, [manager, title, msg] in {
		"a cache that stays": ["apk", "apk add", "apk add leaves the cache of apk in the layer"],
		"a cache of another manager": ["dnf", "dnf install", "dnf install leaves the cache of dnf in the layer"],
		"a manager of the family": ["dnf", "yum install", "yum install leaves the cache of yum in the layer"],
	}
	rule.deny == {{
		"msg": msg,
		"at": "steps/1",
	}} with input as leaving({"manager": manager, "title": title}) with data.seaworthy.parameters as parameters
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
