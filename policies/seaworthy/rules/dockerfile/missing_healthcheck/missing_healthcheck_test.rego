package seaworthy.rules.dockerfile.missing_healthcheck_test

import data.seaworthy.rules.dockerfile.missing_healthcheck as rule
import data.seaworthy.testing

checked_by(healthcheck) := testing.dockerfile({"stages": [testing.stage({"effective": {"healthcheck": testing.instruction(healthcheck)}})]})

told(unless_kubernetes) := {"dockerfile/missing_healthcheck": {"unless_kubernetes": unless_kubernetes}}

test_reports[note] if {
	some note, [document, unless_kubernetes] in {
		"a stage without one": [testing.dockerfile({}), true],
		"manifests are near, but do not matter": [testing.dockerfile({"deployed_to": ["kubernetes"]}), false],
		"manifests are far": [testing.dockerfile({"deployed_to": []}), true],
	}
	rule.deny == {{"msg": "the image has no HEALTHCHECK", "at": "steps/0"}} with input as document
		with data.seaworthy.parameters as told(unless_kubernetes)
}

test_does_not_report[note] if {
	some note, document in {
		"a stage with one": checked_by({"form": "exec", "words": ["/healthy"]}),
		"HEALTHCHECK NONE is a decision": checked_by({"disabled": true}),
		"Kubernetes probes by itself": testing.dockerfile({"deployed_to": ["kubernetes"]}),
		"a stage that nothing ships": testing.dockerfile({"stages": [testing.stage({"target": false, "shipped": false})]}),
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as told(true)
}

test_a_check_in_a_stage_that_is_thrown_away_does_not_count if {
	stages := [
		testing.stage({"target": false, "effective": {"healthcheck": testing.instruction({})}}),
		testing.stage({"index": 1, "title": "stage 1", "at": "steps/2"}),
	]
	rule.deny == {{"msg": "stage 1 has no HEALTHCHECK", "at": "steps/2"}} with input as testing.dockerfile({"stages": stages})
		with data.seaworthy.parameters as told(true)
}
