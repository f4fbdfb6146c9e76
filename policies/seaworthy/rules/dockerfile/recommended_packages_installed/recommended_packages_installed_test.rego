package seaworthy.rules.dockerfile.recommended_packages_installed_test

import data.seaworthy.rules.dockerfile.recommended_packages_installed as rule
import data.seaworthy.testing

running(program, fields) := testing.dockerfile({"commands": {program: [testing.command(object.union(
	{
		"program": program,
		"verb": "install",
		"operands": ["curl"],
		"install": {"kind": "system", "manager": "apt", "recommended": true, "packages": [{"text": "curl", "name": "curl"}]},
	},
	fields,
))]}})

test_reports[note] if {
	some note, [program, fields] in {
		"apt-get": ["apt-get", {}],
		"apt": ["apt", {}],
		"aptitude": ["aptitude", {}],
		"packages that a variable names": ["apt-get", {"operands": ["${PACKAGES}"], "install": {"packages": []}}],
		"a file": ["apt-get", {"operands": ["./api.deb"], "install": {"packages": [{"text": "./api.deb", "local": true}]}}],
	}
	rule.deny == {{
		"msg": $"{program} install also installs what its packages only recommend",
		"at": "steps/1/commands/0",
	}} with input as running(program, fields)
}

test_does_not_report[note] if {
	some note, [program, fields] in {
		"recommendations are off": ["apt-get", {"install": {"recommended": false}}],
		"a stage that nothing ships": ["apt-get", {"shipped": false}],
		"no package is named": ["apt-get", {"operands": [], "install": {"packages": []}}],
		"another family": ["zypper", {"install": {"manager": "zypper", "recommended": true}}],
	}
	rule.deny == set() with input as running(program, fields)
}

test_an_update_installs_nothing if {
	update := testing.command({"program": "apt-get", "verb": "update"})
	rule.deny == set() with input as testing.dockerfile({"commands": {"apt-get": [update]}})
}
