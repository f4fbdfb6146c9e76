package seaworthy.rules.dockerfile.unknown_stage_source_test

import data.seaworthy.rules.dockerfile.unknown_stage_source as rule
import data.seaworthy.testing

naming(kind) := testing.dockerfile({"unknown_sources": [testing.instruction({"text": "build", "kind": kind, "at": "steps/1/from"})]})

test_reports[note] if {
	some note, [kind, msg] in {
		"a name that nothing has": ["name", "build is no stage of this file, so an image of that name is copied from"],
		"a stage below": ["later", "build is a stage that comes only below, where nothing can be copied from yet"],
		"a number that no stage above has": ["number", "build is not the number of a stage above"],
	}
	rule.deny == {{"msg": msg, "at": "steps/1/from"}} with input as naming(kind)
}

test_does_not_report[note] if {
	some note, document in {
		"the stage itself, which is another defect": naming("self"),
		"sources that are all known": testing.dockerfile({}),
	}
	rule.deny == set() with input as document
}
