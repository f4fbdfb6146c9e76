package seaworthy.rules.dockerfile.uid_out_of_range_test

import data.seaworthy.rules.dockerfile.uid_out_of_range as rule
import data.seaworthy.testing

as_user(user) := testing.dockerfile({"instructions": {"user": [testing.instruction(user)]}})

default_limit := {"dockerfile/uid_out_of_range": {"max_uid": 2147483647}}

test_reports[note] if {
	some note, [text, id] in {
		"the first id that is too large": ["2147483648", 2147483648],
		"one that wraps around to root": ["4294967296", 4294967296],
		"one with a group": ["4294967295:0", 4294967295],
	}
	rule.deny == {{"msg": $"the user id of USER {text} is above 2147483647", "at": "steps/1"}} with input as as_user({"text": text, "id": id})
		with data.seaworthy.parameters as default_limit
}

test_does_not_report[note] if {
	some note, user in {
		"the largest id that fits": {"text": "2147483647", "id": 2147483647},
		"an ordinary id": {"text": "65532", "id": 65532},
		"a name": {"text": "app", "name": "app"},
	}
	rule.deny == set() with input as as_user(user)
		with data.seaworthy.parameters as default_limit
}

test_the_limit_can_be_lowered if {
	count(rule.deny) == 1 with input as as_user({"text": "100000", "id": 100000})
		with data.seaworthy.parameters as {"dockerfile/uid_out_of_range": {"max_uid": 65535}}
}
