package seaworthy.rules.dockerfile.repeated_instruction_test

import data.seaworthy.rules.dockerfile.repeated_instruction as rule
import data.seaworthy.testing

giving(keyword, instructions) := testing.dockerfile({"instructions": {keyword: [testing.instruction(fields) | some fields in instructions]}})

test_reports[note] if {
	some note, [keyword, name] in {
		"CMD": ["cmd", "CMD"],
		"ENTRYPOINT": ["entrypoint", "ENTRYPOINT"],
		"HEALTHCHECK": ["healthcheck", "HEALTHCHECK"],
	}
	rule.deny == {{
		"msg": $"this {name} is dropped, because the stage gives another one below",
		"at": "steps/1",
		"fix": {"safe": true, "edits": [{"act": "delete", "at": "steps/1"}]},
	}} with input as giving(keyword, [{"superseded": true, "at": "steps/1"}, {"at": "steps/2"}])
}

test_each_one_that_is_dropped_is_reported if {
	commands := [{"superseded": true, "at": "steps/1"}, {"superseded": true, "at": "steps/2"}, {"at": "steps/3"}]
	{finding.at | some finding in rule.deny} == {"steps/1", "steps/2"} with input as giving("cmd", commands)
}

test_does_not_report[note] if {
	some note, document in {
		"one of each": testing.dockerfile({"instructions": {
			"cmd": [testing.instruction({})],
			"entrypoint": [testing.instruction({"at": "steps/2"})],
			"healthcheck": [testing.instruction({"at": "steps/3"})],
		}}),
		"one in each stage": giving("cmd", [{"stage": 0, "at": "steps/1"}, {"stage": 1, "at": "steps/3"}]),
		"none": testing.dockerfile({}),
	}
	rule.deny == set() with input as document
}
