package seaworthy.rules.dockerfile.disabled_healthcheck_test

import data.seaworthy.rules.dockerfile.disabled_healthcheck as rule
import data.seaworthy.testing

ending(stage, check) := testing.dockerfile({"stages": [testing.stage(object.union(
	stage,
	{"effective": {"healthcheck": testing.instruction(check)}},
))]})

test_reports if {
	rule.deny == {{
		"msg": "the image drops whatever health check its base has",
		"at": "steps/1",
	}} with input as ending({}, {"disabled": true})
}

test_does_not_report[note] if {
	some note, [stage, check] in {
		"a check": [{}, {"form": "exec"}],
		"an empty base has none to drop": [{"base": testing.base({"kind": "scratch"})}, {"disabled": true}],
		"a stage that nothing ships": [{"target": false, "shipped": false}, {"disabled": true}],
	}
	rule.deny == set() with input as ending(stage, check)
}
