package seaworthy.rules.dockerfile.unpinned_system_package_test

import data.seaworthy.rules.dockerfile.unpinned_system_package as rule
import data.seaworthy.testing

running(title, manager, packages) := testing.dockerfile({"acts": {"installs": [testing.instruction({
	"title": title,
	"kind": "system",
	"manager": manager,
	"packages": packages,
})]}})

every_manager := {"dockerfile/unpinned_system_package": {"managers": ["apt", "apk", "dnf", "zypper"]}}

curl := {"text": "curl", "name": "curl", "at": "packages/0"}

git := {"text": "git", "name": "git", "at": "packages/1"}

pinned := {"text": "jq=1.7-1", "name": "jq", "version": "1.7-1", "pinned": true, "at": "packages/2"}

file := {"text": "./api.deb", "name": "./api.deb", "local": true, "at": "packages/3"}

test_reports[note] if {
	some note, [title, manager, packages, msg, at] in {
		"one package": ["apt-get install", "apt", [curl], "apt-get install names no version of curl", "packages/0"],
		"another family": ["apk add", "apk", [curl], "apk add names no version of curl", "packages/0"],
		"a program of a family": ["microdnf install", "dnf", [curl], "microdnf install names no version of curl", "packages/0"],
		"several packages as one": ["zypper in", "zypper", [curl, git], "zypper in names no version of curl and git", "packages/0"],
		"the place is the first without a version": ["apt install", "apt", [pinned, git], "apt install names no version of git", "packages/1"],
	}
	rule.deny == {{"msg": msg, "at": at}} with input as running(title, manager, packages)
		with data.seaworthy.parameters as every_manager
}

test_does_not_report[note] if {
	some note, packages in {
		"a version": [pinned],
		"a file": [file],
		"nothing that can be told": [],
	}
	rule.deny == set() with input as running("apt-get install", "apt", packages)
		with data.seaworthy.parameters as every_manager
}

test_a_stage_that_nothing_ships_is_judged_too if {
	install := testing.instruction({"title": "apk add", "shipped": false, "kind": "system", "manager": "apk", "packages": [curl]})
	count(rule.deny) == 1 with input as testing.dockerfile({"acts": {"installs": [install]}})
		with data.seaworthy.parameters as every_manager
}

test_a_family_can_be_left_out if {
	rule.deny == set() with input as running("apk add", "apk", [curl])
		with data.seaworthy.parameters as {"dockerfile/unpinned_system_package": {"managers": ["apt"]}}
}

test_each_command_is_a_finding_of_its_own if {
	installs := [install |
		some at in ["first", "second"]
		packages := [object.union(curl, {"at": at})]
		install := testing.instruction({"title": "apk add", "kind": "system", "manager": "apk", "packages": packages})
	]
	{finding.at | some finding in rule.deny} == {"first", "second"} with input as testing.dockerfile({"acts": {"installs": installs}})
		with data.seaworthy.parameters as every_manager
}
