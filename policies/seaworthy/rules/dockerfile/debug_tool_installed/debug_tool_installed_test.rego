package seaworthy.rules.dockerfile.debug_tool_installed_test

import data.seaworthy.rules.dockerfile.debug_tool_installed as rule
import data.seaworthy.testing

parameters := {"dockerfile/debug_tool_installed": {"packages": ["vim", "vim-*", "strace"]}}

installing(fields) := testing.dockerfile({"acts": {"installs": [testing.instruction(object.union(
	{"kind": "system", "manager": "apt", "title": "apt-get install"},
	fields,
))]}})

named(name) := {"text": name, "name": name, "at": name}

test_reports[note] if {
	some note, [packages, msg, at] in {
		"a tool": [[named("curl"), named("strace")], "apt-get install puts strace into the image", "strace"],
		"a variant of a tool": [[named("vim-tiny")], "apt-get install puts vim-tiny into the image", "vim-tiny"],
		"several": [[named("vim"), named("strace")], "apt-get install puts vim and strace into the image", "vim"],
	}
	rule.deny == {{"msg": msg, "at": at}} with input as installing({"packages": packages})
		with data.seaworthy.parameters as parameters
}

test_does_not_report[note] if {
	some note, fields in {
		"other packages": {"packages": [named("curl"), named("straceview")]},
		"a stage that nothing ships": {"packages": [named("vim")], "shipped": false},
		"a tool that is removed again": {"packages": [object.union(named("vim"), {"removed": true})]},
		"a language's package of that name": {"packages": [named("vim")], "kind": "language"},
	}
	rule.deny == set() with input as installing(fields) with data.seaworthy.parameters as parameters
}
