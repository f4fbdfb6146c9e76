package seaworthy.rules.dockerfile.wget_and_curl_test

import data.seaworthy.rules.dockerfile.wget_and_curl as rule
import data.seaworthy.testing

fetching(wget, curl) := testing.dockerfile({
	"stages": [testing.stage({}), testing.stage({"index": 1, "title": "the second stage"})],
	"commands": {"wget": wget, "curl": curl},
})

wget := testing.command({"program": "wget", "step": 1, "at": "steps/1/commands/0"})

curl := testing.command({"program": "curl", "step": 2, "at": "steps/2/commands/0"})

test_reports_the_second_of_them[note] if {
	some note, [first, second, at] in {
		"curl": [wget, curl, "steps/2/commands/0"],
		"wget": [object.union(wget, {"step": 3, "at": "steps/3/commands/0"}), curl, "steps/3/commands/0"],
		"both in one step": [object.union(wget, {"step": 2}), curl, "steps/2/commands/0"],
	}
	rule.deny == {{"msg": "the image uses both wget and curl", "at": at}} with input as fetching([first], [second])
}

test_reports_a_stage_once if {
	count(rule.deny) == 1 with input as fetching([wget, wget], [curl, curl])
}

test_does_not_report[note] if {
	some note, document in {
		"one of them": fetching([wget], []),
		"one in each stage": fetching([wget], [object.union(curl, {"stage": 1})]),
		"a file without any": testing.dockerfile({}),
	}
	rule.deny == set() with input as document
}
