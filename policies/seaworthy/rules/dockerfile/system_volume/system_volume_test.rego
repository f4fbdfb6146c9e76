package seaworthy.rules.dockerfile.system_volume_test

import data.seaworthy.rules.dockerfile.system_volume as rule
import data.seaworthy.testing

mounting(fields) := testing.dockerfile({"instructions": {"volume": [testing.instruction(fields)]}})

test_reports[note] if {
	some note, [text, path] in {
		"an interface of the kernel": ["/proc", "/proc"],
		"a part of one": ["/sys/fs/cgroup", "/sys/fs/cgroup"],
		"the system's settings": ["/etc/", "/etc"],
		"the root": ["/", "/"],
		"an engine's socket": ["/var/run/docker.sock", "/var/run/docker.sock"],
	}
	rule.deny == {{"msg": $"the volume {path} covers a part of the system", "at": "steps/1"}} with input as mounting({"text": text})
}

test_does_not_report[note] if {
	some note, fields in {
		"data": {"text": "/var/lib/app"},
		"one service's settings": {"text": "/etc/nginx"},
		"a name that only begins alike": {"text": "/process"},
		"shared memory": {"text": "/dev/shm"},
		"a variable that nobody knows": {"text": "${DATA}", "state": "unresolved"},
		"a stage that nothing ships": {"text": "/proc", "shipped": false},
	}
	rule.deny == set() with input as mounting(fields)
}
