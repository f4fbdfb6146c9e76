package seaworthy.rules.reference.end_of_life_base_test

import data.seaworthy.rules.reference.end_of_life_base as rule
import data.seaworthy.testing

node(tag) := {"text": $"node:{tag}", "name": "node", "repository": "library/node", "tag": tag, "tag_state": "known"}

lists := {
	"products": {
		"node": {"title": "Node.js", "cycles": {"12": "2022-04-30", "22": "2027-04-30"}, "names": {"erbium": "12"}},
		"debian": {"title": "Debian", "cycles": {"9": "2022-06-30"}},
	},
	"images": {"node": "node"},
	"systems": {"stretch": {"product": "debian", "cycle": "9"}},
	"prefixes": {},
}

on(today, images) := object.union(testing.references(images), {"reference": {"today": today}})

within(days) := {"reference/end_of_life_base": {"grace_days": days}}

test_reports[note] if {
	some note, [tag, ended] in {
		"a language": ["12.22", "Node.js 12 since 2022-04-30"],
		"a language by the name of its release": ["erbium-slim", "Node.js 12 since 2022-04-30"],
		"a system": ["22-stretch", "Debian 9 since 2022-06-30"],
		"both": ["12-stretch", "Node.js 12 since 2022-04-30 and Debian 9 since 2022-06-30"],
	}
	rule.deny == {{
		"msg": $"node:{tag} gets no more security fixes: {ended}",
		"at": "steps/0/base",
	}} with input as on("2026-03-01", [node(tag)])
		with data.seaworthy.parameters as within(0)
		with data.seaworthy.data.end_of_life as lists
}

test_does_not_report[note] if {
	some note, [today, image, days] in {
		"a release that is maintained": ["2026-03-01", node("22.12"), 0],
		"a release of which nothing is known": ["2026-03-01", node("99"), 0],
		"a tag that names no release": ["2026-03-01", node("lts"), 0],
		"its last day": ["2022-04-30", node("12"), 0],
		"the days of grace": ["2022-05-10", node("12"), 10],
		"a stage that nothing ships": ["2026-03-01", object.union(node("12"), {"shipped": false}), 0],
		"another image with such a tag": ["2026-03-01", {"text": "nginx:12", "tag": "12", "tag_state": "known"}, 0],
	}
	rule.deny == set() with input as on(today, [image])
		with data.seaworthy.parameters as within(days)
		with data.seaworthy.data.end_of_life as lists
}

test_says_nothing_where_nobody_says_which_day_it_is if {
	rule.deny == set() with input as testing.references([node("12")])
		with data.seaworthy.parameters as within(0)
		with data.seaworthy.data.end_of_life as lists
}
