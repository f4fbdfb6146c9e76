package seaworthy.rules.dockerfile.self_referencing_env_test

import data.seaworthy.rules.dockerfile.self_referencing_env as rule
import data.seaworthy.testing

setting(fields) := testing.dockerfile({"instructions": {"env": [testing.instruction(fields)]}})

test_reports[note] if {
	some note, [premature, msg] in {
		"one variable": [["APP_HOME"], "PATH uses APP_HOME before this ENV has set it"],
		"two variables": [["APP_HOME", "JAVA_HOME"], "PATH uses APP_HOME and JAVA_HOME before this ENV has set it"],
	}
	rule.deny == {{"msg": msg, "at": "steps/1"}} with input as setting({"name": "PATH", "premature": premature})
}

test_does_not_report[note] if {
	some note, document in {
		"a variable from before": setting({"name": "PATH"}),
		"a file without ENV": testing.dockerfile({}),
	}
	rule.deny == set() with input as document
}
