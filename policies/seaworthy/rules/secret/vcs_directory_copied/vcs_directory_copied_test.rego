package seaworthy.rules.secret.vcs_directory_copied_test

import data.seaworthy.rules.secret.vcs_directory_copied as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, [history, msg] in {
		"a directory that is named": [{}, "COPY brings the version history .git"],
		"a directory that comes along": [{"along": true}, "COPY of the build context brings .git along, which no ignore file keeps out"],
	}
	rule.deny == {{"msg": msg, "at": "steps/1/sources/0"}} with input as testing.secrets({"histories": [copied(history)]})
}

copied(fields) := object.union({"path": ".git", "instruction": "COPY", "shipped": true, "at": "steps/1/sources/0"}, fields)

test_a_stage_that_nothing_ships_may_have_the_history if {
	rule.deny == set() with input as testing.secrets({"histories": [copied({"shipped": false})]})
}
