package seaworthy.rules.compose.unsorted_top_level_keys_test

import data.seaworthy.rules.compose.unsorted_top_level_keys as rule
import data.seaworthy.testing

told := {"compose/unsorted_top_level_keys": {"order": ["x-*", "name", "services", "volumes"]}}

keyed(names) := testing.compose({"files": [{
	"path": "compose.yaml",
	"role": "main",
	"at": "files/0",
	"keys": [{"name": name, "at": name} | some name in names],
}]})

test_reports[note] if {
	some note, [names, msg, at] in {
		"two the wrong way round": [["volumes", "services"], "the key services stands behind volumes", "services"],
		"an extension": [["services", "x-env"], "the key x-env stands behind services", "x-env"],
		"across a key that may stand anywhere": [["services", "models", "name"], "the key name stands behind services", "name"],
	}
	rule.deny == {{"msg": msg, "at": at}} with input as keyed(names)
		with data.seaworthy.parameters as told
}

test_does_not_report[note] if {
	some note, names in {
		"the order": ["x-b", "x-a", "name", "services", "volumes"],
		"a key that is not in it": ["models", "services", "networks"],
		"none": [],
	}
	rule.deny == set() with input as keyed(names)
		with data.seaworthy.parameters as told
}
