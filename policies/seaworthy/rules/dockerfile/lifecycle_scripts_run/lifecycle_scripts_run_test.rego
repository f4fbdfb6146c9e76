package seaworthy.rules.dockerfile.lifecycle_scripts_run_test

import data.seaworthy.rules.dockerfile.lifecycle_scripts_run as rule
import data.seaworthy.testing

installing(fields) := testing.dockerfile({"acts": {"installs": [testing.instruction(object.union(
	{"kind": "language", "program": "npm", "manager": "npm", "title": "npm ci"},
	fields,
))]}})

test_reports[note] if {
	some note, fields in {
		"scripts": {"runs_scripts": true},
		"a stage that nothing ships": {"runs_scripts": true, "shipped": false},
	}
	rule.deny == {{"msg": "npm ci runs the scripts of what it installs", "at": "steps/1"}} with input as installing(fields)
}

test_does_not_report[note] if {
	some note, document in {
		"no scripts": installing({}),
		"no install": testing.dockerfile({}),
	}
	rule.deny == set() with input as document
}
