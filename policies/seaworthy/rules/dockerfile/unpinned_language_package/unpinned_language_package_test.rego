package seaworthy.rules.dockerfile.unpinned_language_package_test

import data.seaworthy.rules.dockerfile.unpinned_language_package as rule
import data.seaworthy.testing

parameters := {"dockerfile/unpinned_language_package": {"managers": ["pip", "npm"]}}

running(manager, title, packages) := testing.dockerfile({"acts": {"installs": [testing.instruction({
	"kind": "language",
	"manager": manager,
	"title": title,
	"packages": packages,
	"shipped": false,
})]}})

flask := {"text": "flask", "name": "flask", "at": "packages/0"}

pinned := {"text": "jinja2==3.1.6", "name": "jinja2", "version": "3.1.6", "pinned": true, "at": "packages/1"}

wheel := {"text": "./api.whl", "name": "./api.whl", "local": true, "at": "packages/2"}

test_reports[note] if {
	some note, [manager, title, packages, msg] in {
		"a package, in any stage": ["pip", "pip install", [flask], "pip install names no version of flask"],
		"a program of a family": ["npm", "yarn global add", [flask], "yarn global add names no version of flask"],
		"those without a version only": ["pip", "pip install", [pinned, flask, wheel], "pip install names no version of flask"],
	}
	rule.deny == {{"msg": msg, "at": "packages/0"}} with input as running(manager, title, packages)
		with data.seaworthy.parameters as parameters
}

test_does_not_report[note] if {
	some note, document in {
		"a version": running("pip", "pip install", [pinned]),
		"a file": running("pip", "pip install", [wheel]),
		"a manifest": running("pip", "pip install", []),
		"a family that is left out": running("gem", "gem install", [flask]),
		"a distribution's package": testing.dockerfile({"acts": {"installs": [testing.instruction({
			"kind": "system",
			"manager": "apk",
			"title": "apk add",
			"packages": [flask],
		})]}}),
		"a file without scripts": testing.dockerfile({}),
	}
	rule.deny == set() with input as document with data.seaworthy.parameters as parameters
}
