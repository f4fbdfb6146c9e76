package seaworthy.rules.dockerfile.workdir_in_proc_test

import data.seaworthy.rules.dockerfile.workdir_in_proc as rule
import data.seaworthy.testing

working_in(fields) := testing.dockerfile({"instructions": {"workdir": [testing.instruction(fields)]}})

outside(roots) := {"dockerfile/workdir_in_proc": {"roots": roots}}

test_reports[note] if {
	some note, [path, root] in {
		"the leaked descriptors": ["/proc/self/fd/8", "/proc"],
		"the root itself": ["/proc", "/proc"],
		"sysfs": ["/sys/fs/cgroup", "/sys"],
		"devices": ["/dev/fd", "/dev"],
		"a variable further down": ["/proc/self/fd/${FD}", "/proc"],
	}
	rule.deny == {{
		"msg": $"the working directory {path} lies in {root}",
		"at": "steps/1",
	}} with input as working_in({"path": path})
		with data.seaworthy.parameters as outside(["/proc", "/sys", "/dev"])
}

test_does_not_report[note] if {
	some note, fields in {
		"a directory of the image": {"text": "/app", "path": "/app"},
		"a name that only begins alike": {"text": "/processor", "path": "/processor"},
		"the word further down": {"text": "/srv/proc", "path": "/srv/proc"},
		"a path that nobody can tell": {"text": "${HOME}/proc", "kind": "unknown"},
	}
	rule.deny == set() with input as working_in(fields)
		with data.seaworthy.parameters as outside(["/proc", "/sys", "/dev"])
}

test_a_stage_that_nothing_ships_is_judged_too if {
	count(rule.deny) == 1 with input as working_in({"path": "/proc/self/fd/7", "shipped": false})
		with data.seaworthy.parameters as outside(["/proc"])
}

test_a_root_may_end_in_a_slash if {
	count(rule.deny) == 1 with input as working_in({"path": "/run/secrets/a"})
		with data.seaworthy.parameters as outside(["/run/secrets/"])
}
