package seaworthy.rules.dockerfile.setuid_bit_set_test

import data.seaworthy.rules.dockerfile.setuid_bit_set as rule
import data.seaworthy.testing

granting(fields) := testing.dockerfile({"acts": {"open_modes": [testing.command(object.union(
	{"program": "chmod", "mode": "+s", "paths": ["/bin/tool"], "at": "steps/1/commands/0/mode"},
	fields,
))]}})

test_reports[note] if {
	some note, [fields, role] in {
		"the owner's rights": [{"set_user": true}, "owner"],
		"the group's rights": [{"set_group": true}, "group"],
		"both as one": [{"set_user": true, "set_group": true}, "owner"],
	}
	rule.deny == {{
		"msg": $"chmod with mode +s lets /bin/tool run as its {role}",
		"at": "steps/1/commands/0/mode",
	}} with input as granting(fields)
}

test_does_not_report[note] if {
	some note, document in {
		"write permission, which is another defect": granting({"world_writable": true}),
		"a stage that nothing ships": granting({"set_user": true, "shipped": false}),
		"no modes": testing.dockerfile({}),
	}
	rule.deny == set() with input as document
}
