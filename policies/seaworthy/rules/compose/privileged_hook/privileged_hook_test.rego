package seaworthy.rules.compose.privileged_hook_test

import data.seaworthy.rules.compose.privileged_hook as rule
import data.seaworthy.testing

told(allow) := {"compose/privileged_hook": {"allow_root": allow}}

hooked(hook, fields) := testing.compose({"services": [testing.compose_service(object.union(
	{"hooks": [object.union({"phase": "post_start", "at": "services/web/post_start/0"}, hook)]},
	fields,
))]})

test_reports_a_privileged_hook if {
	rule.deny == {{
		"msg": "the post_start hook of service \"web\" is privileged",
		"at": "services/web/post_start/0/privileged",
		"fix": {"safe": false, "edits": [{"act": "delete", "at": "services/web/post_start/0/privileged"}]},
	}} with input as hooked({"privileged": true}, {})
		with data.seaworthy.parameters as told(false)
}

test_reports_a_hook_that_is_root if {
	rule.deny == {{
		"msg": "the post_start hook of service \"web\" runs as root",
		"at": "services/web/post_start/0/user",
	}} with input as hooked({"root": true}, {})
		with data.seaworthy.parameters as told(false)
}

test_does_not_report[note] if {
	some note, document in {
		"a plain hook": hooked({}, {}),
		"a service that is privileged itself": hooked({"privileged": true}, {"privileged": true}),
		"a service that is root itself": hooked({"root": true}, {"root": true}),
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as told(false)
}

test_root_can_be_allowed if {
	rule.deny == set() with input as hooked({"root": true}, {})
		with data.seaworthy.parameters as told(true)
}
