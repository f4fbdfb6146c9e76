package seaworthy.rules.dockerfile.recommended_packages_installed_test

import data.seaworthy.rules.dockerfile.recommended_packages_installed as rule
import data.seaworthy.testing

running(fields) := testing.dockerfile({"acts": {"installs": [testing.instruction(object.union(
	{
		"title": "apt-get install",
		"kind": "system",
		"manager": "apt",
		"operands": ["curl"],
		"packages": [{"text": "curl", "name": "curl"}],
		"recommended": true,
	},
	fields,
))]}})

test_reports[note] if {
	some note, fields in {
		"a package": {},
		"packages that a variable names": {"operands": ["${PACKAGES}"], "packages": []},
		"a file": {"operands": ["./api.deb"], "packages": [{"text": "./api.deb", "local": true}]},
	}
	rule.deny == {{
		"msg": "apt-get install also installs what its packages only recommend",
		"at": "steps/1",
	}} with input as running(fields)
}

test_does_not_report[note] if {
	some note, fields in {
		"recommendations are off": {"recommended": false},
		"a stage that nothing ships": {"shipped": false},
		"no package is named": {"operands": [], "packages": []},
		"another family": {"manager": "zypper"},
	}
	rule.deny == set() with input as running(fields)
}

test_a_file_without_installs if {
	rule.deny == set() with input as testing.dockerfile({})
}
