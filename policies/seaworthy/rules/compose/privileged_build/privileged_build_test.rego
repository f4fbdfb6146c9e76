package seaworthy.rules.compose.privileged_build_test

import data.seaworthy.rules.compose.privileged_build as rule
import data.seaworthy.testing

told := {"compose/privileged_build": {"entitlements": ["security.insecure"]}}

building(fields) := testing.compose({"services": [testing.compose_service({"build": object.union({"at": "services/web/build"}, fields)})]})

entitled(text) := building({"entitlements": [{"text": text, "state": "literal", "at": "here"}]})

test_reports_a_privileged_build if {
	rule.deny == {{
		"msg": "the image of service \"web\" is built privileged",
		"at": "services/web/build/privileged",
		"fix": {"safe": false, "edits": [{"act": "delete", "at": "services/web/build/privileged"}]},
	}} with input as building({"privileged": true})
		with data.seaworthy.parameters as told
}

test_reports_an_entitlement if {
	rule.deny == {{
		"msg": "the image of service \"web\" is built with security.insecure",
		"at": "here",
	}} with input as entitled("security.insecure")
		with data.seaworthy.parameters as told
}

test_does_not_report[note] if {
	some note, document in {
		"a build without": building({}),
		"another entitlement": entitled("device"),
		"no build": testing.compose({"services": [testing.compose_service({})]}),
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as told
}
