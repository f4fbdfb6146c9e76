package seaworthy.rules.compose.unsorted_dependencies_test

import data.seaworthy.rules.compose.unsorted_dependencies as rule
import data.seaworthy.testing

sorted_wrong(kind) := testing.compose({"disorders": [{"kind": kind, "service": "service \"web\"", "name": "b", "before": "c", "at": "here"}]})

test_reports_what_stands_too_late if {
	rule.deny == {{"msg": "service \"web\" depends on b behind c", "at": "here"}} with input as sorted_wrong("dependencies")
}

test_does_not_report[note] if {
	some note, document in {
		"another list": sorted_wrong("another"),
		"no disorder": testing.compose({}),
	}
	rule.deny == set() with input as document
}
