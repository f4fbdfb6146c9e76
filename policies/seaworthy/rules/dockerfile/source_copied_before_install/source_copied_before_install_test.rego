package seaworthy.rules.dockerfile.source_copied_before_install_test

import data.seaworthy.rules.dockerfile.source_copied_before_install as rule
import data.seaworthy.testing

installing(fields) := testing.dockerfile({"acts": {"installs": [testing.instruction(object.union(
	{"kind": "language", "program": "npm", "manager": "npm", "title": "npm ci", "manifest": true},
	fields,
))]}})

test_reports[note] if {
	some note, fields in {
		"an install behind the sources": {"after_sources": true},
		"a stage that nothing ships": {"after_sources": true, "shipped": false},
	}
	rule.deny == {{
		"msg": "npm ci runs only after the whole build context is copied",
		"at": "steps/1",
	}} with input as installing(fields)
}

test_does_not_report[note] if {
	some note, document in {
		"an install before the sources": installing({}),
		"no install": testing.dockerfile({}),
	}
	rule.deny == set() with input as document
}
