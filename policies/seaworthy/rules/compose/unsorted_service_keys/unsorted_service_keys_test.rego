package seaworthy.rules.compose.unsorted_service_keys_test

import data.seaworthy.rules.compose.unsorted_service_keys as rule
import data.seaworthy.testing

told := {"compose/unsorted_service_keys": {
	"groups": {"first": ["image", "build"], "second": ["ports"], "third": ["labels"]},
	"group_order": ["first", "second"],
}}

keyed(names) := testing.compose({"services": [testing.compose_service({"keys": [{"name": name, "at": name} | some name in names]})]})

test_reports[note] if {
	some note, [names, msg, at] in {
		"an earlier group": [["ports", "image"], "image of service \"web\" stands behind ports", "image"],
		"an earlier key of the group": [["build", "image"], "image of service \"web\" stands behind build", "image"],
		"a group behind the rest": [["zeta", "labels"], "labels of service \"web\" stands behind zeta", "labels"],
		"the rest is sorted": [["image", "zeta", "alpha"], "alpha of service \"web\" stands behind zeta", "alpha"],
		"only the first": [["ports", "image", "zeta", "alpha"], "image of service \"web\" stands behind ports", "image"],
	}
	rule.deny == {{"msg": msg, "at": at}} with input as keyed(names)
		with data.seaworthy.parameters as told
}

test_does_not_report[note] if {
	some note, names in {
		"the order": ["image", "build", "ports", "labels", "alpha", "zeta"],
		"one key": ["zeta"],
		"none": [],
	}
	rule.deny == set() with input as keyed(names)
		with data.seaworthy.parameters as told
}
