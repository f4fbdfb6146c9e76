package seaworthy.rules.ignorefile.deployment_file_included_test

import data.seaworthy.rules.ignorefile.deployment_file_included as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [included, msg] in {
		"one": [["Dockerfile"], "no pattern keeps Dockerfile out of the build context"],
		"several as one": [["Dockerfile", "k8s"], "no pattern keeps Dockerfile and k8s out of the build context"],
	}
	rule.deny == {{"msg": msg, "at": "lines/1"}} with input as testing.ignorefile({"included": {"deployments": included}})
}

test_does_not_report_what_is_kept_out if {
	rule.deny == set() with input as testing.ignorefile({})
}
