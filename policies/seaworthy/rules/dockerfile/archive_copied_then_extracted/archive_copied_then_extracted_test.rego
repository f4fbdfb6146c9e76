package seaworthy.rules.dockerfile.archive_copied_then_extracted_test

import data.seaworthy.rules.dockerfile.archive_copied_then_extracted as rule
import data.seaworthy.testing

unpacking(fields) := testing.dockerfile({"acts": {"late_unpackings": [testing.command(object.union(
	{"archive": "app.tar", "program": "tar", "at": "steps/1/sources/0"},
	fields,
))]}})

test_reports[note] if {
	some note, fields in {"an archive that a later layer unpacks": {}}
	rule.deny == {{
		"msg": "app.tar is copied here and unpacked by tar in a later layer",
		"at": "steps/1/sources/0",
	}} with input as unpacking(fields)
}

test_does_not_report[note] if {
	some note, document in {
		"a stage that nothing ships": unpacking({"shipped": false}),
		"a file that unpacks nothing": testing.dockerfile({}),
	}
	rule.deny == set() with input as document
}
