package seaworthy.rules.dockerfile.root_user_test

import data.seaworthy.rules.dockerfile.root_user as rule
import data.seaworthy.testing

ending_as(user, stage) := testing.dockerfile({"stages": [testing.stage(object.union(
	stage,
	{"effective": {"user": testing.instruction(user)}},
))]})

test_reports[note] if {
	some note, user in {
		"root by name": {"text": "root", "name": "root", "root": true},
		"root by number": {"text": "0", "id": 0, "root": true},
		"root with an unprivileged group": {"text": "root:app", "name": "root", "group": "app", "root": true},
		"an argument whose default is root": {"text": "root", "name": "root", "root": true, "state": "overridable"},
	}
	rule.deny == {{
		"msg": $"the image runs as root: its last user is {user.text}",
		"at": "steps/1",
	}} with input as ending_as(user, {})
}

test_calls_the_root_of_windows_by_its_name[text] if {
	some text in ["ContainerAdministrator", `User Manager\ContainerAdministrator`]
	rule.deny == {{
		"msg": $"the image runs as administrator: its last user is {text}",
		"at": "steps/1",
	}} with input as ending_as({"text": text, "root": true}, {})
}

test_does_not_report[note] if {
	some note, [user, stage] in {
		"an account of its own": [{"text": "app", "name": "app"}, {}],
		"an account by number": [{"text": "65532", "id": 65532}, {}],
		"the group root alone": [{"text": "app:root", "name": "app", "group": "root"}, {}],
		"a variable that nobody knows": [{"text": "${APP_USER}", "state": "unresolved"}, {}],
		"a stage that nothing ships may be root": [
			{"text": "root", "name": "root", "root": true},
			{"shipped": false, "target": false},
		],
		"a shipped parent is judged where its child ends": [
			{"text": "root", "name": "root", "root": true},
			{"shipped": true, "target": false},
		],
	}
	rule.deny == set() with input as ending_as(user, stage)
}

test_a_stage_that_names_no_user_is_left_to_missing_user if {
	rule.deny == set() with input as testing.dockerfile({})
}

test_an_inherited_user_is_reported_where_it_stands if {
	root := testing.instruction({"text": "root", "root": true, "stage": 0, "at": "steps/1"})
	stages := [
		testing.stage({"target": false, "effective": {"user": root}}),
		testing.stage({"index": 1, "parent": 0, "title": `stage "final"`, "effective": {"user": root}, "at": "steps/2"}),
	]
	rule.deny == {{
		"msg": `stage "final" runs as root: its last user is root`,
		"at": "steps/1",
	}} with input as testing.dockerfile({"stages": stages})
}
