package seaworthy.rules.compose.unsorted_services_test

import data.seaworthy.rules.compose.unsorted_services as rule
import data.seaworthy.testing

sorted_wrong(kind) := testing.compose({"disorders": [{"kind": kind, "service": "service \"web\"", "name": "b", "before": "c", "at": "here"}]})

test_reports_what_stands_too_late if {
	rule.deny == {{"msg": "service b stands behind c", "at": "here"}} with input as sorted_wrong("services")
}

test_does_not_report[note] if {
	some note, document in {
		"another list": sorted_wrong("another"),
		"no disorder": testing.compose({}),
	}
	rule.deny == set() with input as document
}
