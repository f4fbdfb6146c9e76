package seaworthy.rules.dockerfile.apt_command_test

import data.seaworthy.rules.dockerfile.apt_command as rule
import data.seaworthy.testing

calling(fields) := testing.dockerfile({"commands": {"apt": [testing.command(object.union({"program": "apt"}, fields))]}})

test_reports[note] if {
	some note, [fields, msg] in {
		"a verb that a variable gives": [{"verb": "install"}, "the script calls apt install"],
		"a verb that differs": [{"verb": "full-upgrade", "program_at": "here"}, "the script calls apt full-upgrade"],
		"no verb": [{"program_at": "here"}, "the script calls apt"],
		"a stage that nothing ships": [{"verb": "list", "shipped": false}, "the script calls apt list"],
	}
	rule.deny == {{"msg": msg, "at": "steps/1/commands/0"}} with input as calling(fields)
}

test_replaces[note] if {
	some note, [verb, program] in {
		"an install": ["install", "apt-get"],
		"a search": ["search", "apt-cache"],
	}
	{finding.fix | some finding in rule.deny} == {{
		"safe": true,
		"edits": [{"act": "replace", "at": "here", "text": program}],
	}} with input as calling({"verb": verb, "program_at": "here"})
}

test_does_not_report[note] if {
	some note, commands in {
		"apt-get": {"apt-get": [testing.command({"program": "apt-get", "verb": "install"})]},
		"nothing": {},
	}
	rule.deny == set() with input as testing.dockerfile({"commands": commands})
}
