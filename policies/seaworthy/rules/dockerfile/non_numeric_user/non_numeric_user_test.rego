package seaworthy.rules.dockerfile.non_numeric_user_test

import data.seaworthy.rules.dockerfile.non_numeric_user as rule
import data.seaworthy.testing

ending_as(user, stage) := testing.dockerfile({"stages": [testing.stage(object.union(
	stage,
	{"effective": {"user": testing.instruction(user)}},
))]})

test_reports[note] if {
	some note, user in {
		"a name": {"text": "app", "name": "app"},
		"a name with a numeric group": {"text": "app:1000", "name": "app", "group": "1000"},
		"a name that an argument gives": {"text": "app", "name": "app", "state": "overridable"},
	}
	rule.deny == {{
		"msg": "the image runs as app, a name that only the image itself can look up",
		"at": "steps/1",
	}} with input as ending_as(user, {})
}

test_does_not_report[note] if {
	some note, [user, stage] in {
		"a number": [{"text": "10001", "id": 10001}, {}],
		"a number with a named group": [{"text": "10001:app", "id": 10001, "group": "app"}, {}],
		"root is left to root_user": [{"text": "root", "name": "root", "root": true}, {}],
		"an account of Windows": [{"text": "ContainerUser", "name": "ContainerUser"}, {}],
		"a variable that nobody knows": [{"text": "${APP_USER}", "state": "unresolved"}, {}],
		"a stage that nothing ships": [{"text": "app", "name": "app"}, {"target": false, "shipped": false}],
	}
	rule.deny == set() with input as ending_as(user, stage)
}
