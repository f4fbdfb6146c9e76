package seaworthy.rules.dockerfile.dev_dependencies_shipped_test

import data.seaworthy.rules.dockerfile.dev_dependencies_shipped as rule
import data.seaworthy.testing

installing(fields) := testing.dockerfile({"acts": {"installs": [testing.instruction(object.union(
	{"kind": "language", "program": "npm", "manager": "npm", "title": "npm ci", "manifest": true},
	fields,
))]}})

test_reports[note] if {
	some note, fields in {"development dependencies": {"development": true}}
	rule.deny == {{
		"msg": "npm ci also installs what only development needs",
		"at": "steps/1",
	}} with input as installing(fields)
}

test_does_not_report[note] if {
	some note, fields in {
		"production only": {},
		"a stage that nothing ships": {"development": true, "shipped": false},
	}
	rule.deny == set() with input as installing(fields)
}
