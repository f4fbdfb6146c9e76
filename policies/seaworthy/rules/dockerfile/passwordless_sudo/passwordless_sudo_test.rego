package seaworthy.rules.dockerfile.passwordless_sudo_test

import data.seaworthy.rules.dockerfile.passwordless_sudo as rule
import data.seaworthy.testing

granting(fields) := testing.dockerfile({"acts": {"sudo_grants": [testing.command(object.union({"program": "echo"}, fields))]}})

test_reports[note] if {
	some note, program in {"a line that is appended": "echo", "a line that is edited": "sed"}
	rule.deny == {{
		"msg": $"{program} writes a sudoers entry that asks for no password",
		"at": "steps/1/commands/0",
	}} with input as granting({"program": program})
}

test_does_not_report[note] if {
	some note, document in {
		"a stage that nothing ships": granting({"shipped": false}),
		"a file without such an entry": testing.dockerfile({}),
	}
	rule.deny == set() with input as document
}
