package seaworthy.rules.dockerfile.self_copy_test

import data.seaworthy.rules.dockerfile.self_copy as rule
import data.seaworthy.testing

naming(kind) := testing.dockerfile({"unknown_sources": [testing.instruction({"text": "build", "kind": kind, "at": "steps/1/from"})]})

test_reports[note] if {
	some note, kind in {"the stage itself": "self"}
	rule.deny == {{
		"msg": "build is the stage itself, which can't be its own source",
		"at": "steps/1/from",
	}} with input as naming(kind)
}

test_does_not_report[note] if {
	some note, document in {
		"a name that nothing has": naming("name"),
		"sources that are all known": testing.dockerfile({}),
	}
	rule.deny == set() with input as document
}
