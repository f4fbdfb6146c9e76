package seaworthy.rules.reference.end_of_life_soon_test

import data.seaworthy.rules.reference.end_of_life_soon as rule
import data.seaworthy.testing

lists := {
	"products": {"node": {"title": "Node.js", "cycles": {"20": "2026-04-30"}}},
	"images": {"node": "node"},
	"systems": {},
	"prefixes": {},
}

node := {"text": "node:20", "name": "node", "repository": "library/node", "tag": "20", "tag_state": "known"}

on(today, image) := object.union(testing.references([image]), {"reference": {"today": today}})

told := {"reference/end_of_life_soon": {"days": 90}}

test_reports[note] if {
	some note, today in {"some weeks before": "2026-03-01", "the last day": "2026-04-30", "the first day": "2026-01-30"}
	rule.deny == {{
		"msg": "node:20 gets its last security fixes soon: Node.js 20 on 2026-04-30",
		"at": "steps/0/base",
	}} with input as on(today, node)
		with data.seaworthy.parameters as told
		with data.seaworthy.data.end_of_life as lists
}

test_does_not_report[note] if {
	some note, [today, image] in {
		"a release with more time": ["2026-01-29", node],
		"a release that has ended, which another rule reports": ["2026-05-01", node],
		"a stage that nothing ships": ["2026-03-01", object.union(node, {"shipped": false})],
		"another image": ["2026-03-01", {}],
	}
	rule.deny == set() with input as on(today, image)
		with data.seaworthy.parameters as told
		with data.seaworthy.data.end_of_life as lists
}
