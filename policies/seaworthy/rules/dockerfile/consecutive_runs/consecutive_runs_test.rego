package seaworthy.rules.dockerfile.consecutive_runs_test

import data.seaworthy.rules.dockerfile.consecutive_runs as rule
import data.seaworthy.testing

test_reports_the_lower_of_two if {
	found := testing.instruction({"step": 2, "at": "steps/2", "previous": "steps/1"})
	rule.deny == {{"msg": "this RUN could be one layer with the RUN above", "at": "steps/2"}} with input as testing.dockerfile({"style": {"consecutive_runs": [found]}})
}

test_does_not_report_a_file_without if {
	rule.deny == set() with input as testing.dockerfile({})
}
