package seaworthy.rules.dockerfile.unsafe_path_entry_test

import data.seaworthy.rules.dockerfile.unsafe_path_entry as rule
import data.seaworthy.testing

with_path(value, stage) := testing.dockerfile({"stages": [testing.stage(object.union(
	stage,
	{"effective": {"environment": {"PATH": {"value": value, "at": "steps/1"}}}},
))]})

test_reports[note] if {
	some note, [value, msg] in {
		"the directory at hand": [".:${PATH}", "PATH holds ., which is relative to the directory that the process is in"],
		"a relative directory": ["/usr/bin:node_modules/.bin", "PATH holds node_modules/.bin, which is relative to the directory that the process is in"],
		"a colon too many": ["/usr/bin:", "PATH holds an empty entry, which is the directory that the process is in"],
		"a directory that is open to all": ["/var/tmp:/usr/bin", "PATH holds /var/tmp, which everybody may write to"],
		"a directory in one that is open to all": ["/tmp/bin:/usr/bin", "PATH holds /tmp/bin, below /tmp, which everybody may write to"],
		"a home that no shell expands": ["~/.local/bin:/usr/bin", "PATH holds ~/.local/bin, which nothing expands here"],
	}
	rule.deny == {{"msg": msg, "at": "steps/1"}} with input as with_path(value, {})
}

test_does_not_report[note] if {
	some note, [value, stage] in {
		"absolute directories": ["/opt/app/bin:/usr/bin", {}],
		"what the base has": ["/opt/app/bin:${PATH}", {}],
		"a variable that nobody knows": ["${VENV}/bin:/usr/bin", {}],
		"a name that only begins alike": ["/tmpfiles/bin", {}],
		"Windows": [`C:\app\bin;C:\Windows`, {}],
		"a stage that nothing ships": [".:/usr/bin", {"target": false, "shipped": false}],
	}
	rule.deny == set() with input as with_path(value, stage)
}
