package seaworthy.rules.workload.host_path_mount_test

import data.seaworthy.rules.workload.host_path_mount as rule
import data.seaworthy.testing

pod(path, read_only) := testing.pod({
	"volumes": [
		{"name": "cache", "kind": "emptyDir", "at": "spec/volumes/0"},
		{"name": "data", "kind": "hostPath", "host_path": path, "at": "spec/volumes/1"},
	],
	"containers": [testing.container({"mounts": [
		{"target": "/a", "kind": "host_path", "read_only": true, "declared_at": "spec/volumes/1", "at": "x"},
		{"target": "/b", "kind": "host_path", "read_only": read_only, "declared_at": "spec/volumes/1", "at": "y"},
	]})],
})

test_reports[note] if {
	some note, [document, want] in {
		"a path that is mounted": [pod("/var/log", false), `pod "web" mounts /var/log of the node`],
		"a path that is only declared": [
			object.union(pod("/var/log", true), {"workload": {"containers": [testing.container({})]}}),
			`pod "web" mounts /var/log of the node`,
		],
	}
	rule.deny == {{"msg": want, "at": "spec/volumes/1/hostPath/path"}} with input as document
}

test_reports_a_volume_without_a_path if {
	count(rule.deny) == 1 with input as testing.pod({"volumes": [{"kind": "hostPath", "at": "spec/volumes/0"}]})
		with data.seaworthy.parameters as {"workload/host_path_mount": {"allowed_paths": ["/"]}}
}

test_does_not_report_other_volumes if {
	rule.deny == set() with input as testing.pod({"volumes": [{"name": "cache", "kind": "emptyDir", "at": "spec/volumes/0"}]})
}

test_allowed_paths[note] if {
	some note, [path, read_only, parameters, want] in {
		"the path itself": ["/var/log", false, {"allowed_paths": ["/var/log"]}, 0],
		"a path below": ["/var/log/pods", false, {"allowed_paths": ["/var/log/"]}, 0],
		"a path that only begins alike": ["/var/logs", false, {"allowed_paths": ["/var/log"]}, 1],
		"a path that leads out again": ["/var/log/../run", false, {"allowed_paths": ["/var/log"]}, 1],
		"every path": ["/etc", false, {"allowed_paths": ["/"]}, 0],
		"read-only": ["/var/log", true, {"allowed_read_only_paths": ["/var/log"]}, 0],
		"read-only is allowed, and one mount is not": ["/var/log", false, {"allowed_read_only_paths": ["/var/log"]}, 1],
		"a kind that is exempt": ["/var/log", false, {"exempt": ["kind:Pod"]}, 0],
	}
	count(rule.deny) == want with input as pod(path, read_only)
		with data.seaworthy.parameters as {"workload/host_path_mount": parameters}
}
