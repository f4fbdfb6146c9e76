package seaworthy.rules.dockerfile.apt_lists_kept_test

import data.seaworthy.rules.dockerfile.apt_lists_kept as rule
import data.seaworthy.testing

lists := {"path": "/var/lib/apt/lists", "command": "apt-get update", "at": "steps/1/leftovers/0"}

archives := {"path": "/var/cache/apt/archives", "command": "apt-get install", "at": "steps/1/leftovers/1"}

leaving(leftovers, fields) := testing.dockerfile({"instructions": {"run": [testing.instruction(object.union(
	{"leftovers": leftovers},
	fields,
))]}})

test_reports[note] if {
	some note, [leftovers, msg, at] in {
		"the index": [
			{"apt_lists": lists},
			"apt-get update leaves /var/lib/apt/lists in the layer",
			"steps/1/leftovers/0",
		],
		"the archives": [
			{"apt_archives": archives},
			"apt-get install leaves /var/cache/apt/archives in the layer",
			"steps/1/leftovers/1",
		],
		"both as one": [
			{"apt_lists": lists, "apt_archives": archives},
			"apt-get update leaves /var/lib/apt/lists in the layer",
			"steps/1/leftovers/0",
		],
	}
	rule.deny == {{"msg": msg, "at": at}} with input as leaving(leftovers, {})
}

test_does_not_report[note] if {
	some note, document in {
		"a RUN that cleans up": leaving({}, {}),
		"a stage that nothing ships": leaving({"apt_lists": lists}, {"shipped": false}),
		"a file without RUN": testing.dockerfile({}),
	}
	rule.deny == set() with input as document
}
