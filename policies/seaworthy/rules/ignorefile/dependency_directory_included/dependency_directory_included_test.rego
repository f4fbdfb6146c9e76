package seaworthy.rules.ignorefile.dependency_directory_included_test

import data.seaworthy.rules.ignorefile.dependency_directory_included as rule
import data.seaworthy.testing

told := {"ignorefile/dependency_directory_included": {"directories": ["node_modules", ".venv"]}}

test_reports_a_file_that_keeps_none_out if {
	rule.deny == {{
		"msg": "no pattern keeps node_modules and .venv out of the build context",
		"at": "lines/1",
	}} with input as testing.ignorefile({"included": {"dependencies": ["node_modules", ".venv", "vendor"]}})
		with data.seaworthy.parameters as told
}

test_does_not_report[note] if {
	some note, [included, directories] in {
		"a file that keeps all out": [{}, ["node_modules", ".venv"]],
		"a file that knows its package manager": [{"dependencies": [".venv"]}, ["node_modules", ".venv"]],
		"a folder that nobody asked for": [{"dependencies": ["vendor"]}, ["node_modules"]],
		"no folder asked for": [{"dependencies": ["node_modules"]}, []],
	}
	rule.deny == set() with input as testing.ignorefile({"included": included})
		with data.seaworthy.parameters as {"ignorefile/dependency_directory_included": {"directories": directories}}
}
