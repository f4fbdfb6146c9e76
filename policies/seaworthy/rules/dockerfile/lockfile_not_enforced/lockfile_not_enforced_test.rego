package seaworthy.rules.dockerfile.lockfile_not_enforced_test

import data.seaworthy.rules.dockerfile.lockfile_not_enforced as rule
import data.seaworthy.testing

parameters := {"dockerfile/lockfile_not_enforced": {"managers": ["npm", "yarn"]}}

installing(fields) := testing.dockerfile({"acts": {"installs": [testing.instruction(object.union(
	{"kind": "language", "program": "yarn", "manager": "npm", "title": "yarn install", "manifest": true},
	fields,
))]}})

test_reports[note] if {
	some note, fields in {
		"a manifest": {"unlocked": true},
		"a stage that nothing ships": {"unlocked": true, "shipped": false},
	}
	rule.deny == {{
		"msg": "yarn install does not hold to the lock file",
		"at": "steps/1",
	}} with input as installing(fields) with data.seaworthy.parameters as parameters
}

test_npm_has_a_verb_for_it if {
	npm := {"program": "npm", "title": "npm install", "verb_at": "verb", "unlocked": true}
	{finding.fix | some finding in rule.deny} == {{
		"safe": false,
		"edits": [{"act": "replace", "at": "verb", "text": "ci"}],
	}} with input as installing(npm) with data.seaworthy.parameters as parameters
}

test_does_not_report[note] if {
	some note, fields in {
		"a lock file that holds": {},
		"a manager that is left out": {"program": "bundle", "unlocked": true},
	}
	rule.deny == set() with input as installing(fields) with data.seaworthy.parameters as parameters
}
