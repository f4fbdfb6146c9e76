package seaworthy.rules.compose.quoted_volume_test

import data.seaworthy.rules.compose.quoted_volume as rule
import data.seaworthy.testing

mounting(fields) := testing.compose({"services": [testing.compose_service({"volumes": [object.union(
	{"list": "volumes", "text": "data:/data", "quotes": "double", "plain": true, "at": "services/web/volumes/0"},
	fields,
)]})]})

test_reports[note] if {
	some note, quotes in {"double quotes": "double", "single quotes": "single"}
	rule.deny == {{
		"msg": "volume data:/data of service \"web\" needs no quotes",
		"at": "services/web/volumes/0",
		"fix": {"safe": true, "edits": [{"act": "replace", "at": "services/web/volumes/0/value", "text": "data:/data"}]},
	}} with input as mounting({"quotes": quotes})
}

test_does_not_report[note] if {
	some note, fields in {
		"no quotes": {"quotes": "none"},
		"a text that would be something else without": {"text": "data:/da # ta", "plain": false},
	}
	rule.deny == set() with input as mounting(fields)
}
