package seaworthy.rules.dockerfile.duplicate_stage_name_test

import data.seaworthy.rules.dockerfile.duplicate_stage_name as rule
import data.seaworthy.testing

named(names) := testing.dockerfile({"stages": [testing.stage(object.union({"index": index, "at": $"steps/{index}"}, fields)) |
	some index, fields in names
]})

test_reports[note] if {
	some note, [stages, places] in {
		"two stages": [[{"name": "build"}, {"name": "build"}], {"steps/1/name"}],
		"three stages": [[{"name": "build"}, {"name": "build"}, {"name": "build"}], {"steps/1/name", "steps/2/name"}],
		"stages that are not next to each other": [[{"name": "build"}, {}, {"name": "build"}], {"steps/2/name"}],
	}
	rule.deny == {{"msg": "a stage above is called build already", "at": at} | some at in places} with input as named(stages)
}

test_does_not_report[note] if {
	some note, stages in {
		"different names": [{"name": "build"}, {"name": "test"}],
		"no names": [{}, {}],
	}
	rule.deny == set() with input as named(stages)
}
