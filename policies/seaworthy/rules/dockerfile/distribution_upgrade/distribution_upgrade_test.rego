package seaworthy.rules.dockerfile.distribution_upgrade_test

import data.seaworthy.rules.dockerfile.distribution_upgrade as rule
import data.seaworthy.testing

upgrading(fields) := testing.dockerfile({"acts": {"upgrades": [testing.instruction(object.union(
	{"title": "zypper dup", "manager": "zypper"},
	fields,
))]}})

test_reports[note] if {
	some note, fields in {
		"an upgrade of the distribution": {"distribution": true},
		"a stage that nothing ships": {"distribution": true, "shipped": false},
	}
	rule.deny == {{"msg": "zypper dup upgrades the whole distribution", "at": "steps/1"}} with input as upgrading(fields)
}

test_does_not_report[note] if {
	some note, document in {
		"an upgrade of packages": upgrading({}),
		"no upgrade": testing.dockerfile({}),
	}
	rule.deny == set() with input as document
}
