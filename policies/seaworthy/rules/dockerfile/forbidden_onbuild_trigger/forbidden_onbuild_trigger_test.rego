package seaworthy.rules.dockerfile.forbidden_onbuild_trigger_test

import data.seaworthy.rules.dockerfile.forbidden_onbuild_trigger as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, keyword in {
		"a second ONBUILD": "ONBUILD",
		"FROM": "FROM",
		"MAINTAINER": "MAINTAINER",
	}
	trigger := {"keyword": keyword, "at": "here"}
	rule.deny == {{"msg": $"ONBUILD must not hold {keyword}", "at": "here"}} with input as testing.dockerfile({"forbidden_triggers": [trigger]})
}

test_does_not_report_other_triggers if {
	run := testing.instruction({"form": "shell", "trigger": true})
	rule.deny == set() with input as testing.dockerfile({"instructions": {"run": [run]}})
}
