package seaworthy.lib.workload_test

import data.seaworthy.lib.workload
import data.seaworthy.testing

volume := {"name": "etc", "kind": "hostPath", "host_path": "/etc", "at": "spec/volumes/0"}

mount(read_only) := {
	"target": "/host/etc",
	"kind": "host_path",
	"source": "/etc",
	"read_only": read_only,
	"declared_at": "spec/volumes/0",
	"at": "m",
}

mounting := testing.pod({
	"volumes": [{"name": "tmp", "kind": "emptyDir", "at": "spec/volumes/1"}, volume],
	"containers": [
		testing.container({"mounts": [{"target": "/tmp", "kind": "scratch", "at": "t"}, mount(true)]}),
		testing.container({"name": "log", "title": `container "log"`, "mounts": [mount(false)]}),
	],
})

declaring := testing.pod({"volumes": [volume]})

test_host_paths_of_a_pod if {
	found := workload.host_paths with input as mounting
	found == {{
		"path": "/etc",
		"at": "spec/volumes/0/hostPath/path",
		"mounts": [{"container": 0, "mount": 1}, {"container": 1, "mount": 0}],
	}}
}

test_host_paths_without_mounts if {
	found := workload.host_paths with input as declaring
	[used.mounts | some used in found] == [[]]
}

test_host_paths_of_a_service if {
	found := workload.host_paths with input as testing.service({"mounts": [
		{"target": "/data", "kind": "volume", "source": "data", "at": "services/web/volumes/0"},
		{"target": "/cfg", "kind": "host_path", "source": "/etc", "at": "services/web/volumes/1"},
	]})
	found == {{"path": "/etc", "at": "services/web/volumes/1", "mounts": [{"container": 0, "mount": 1}]}}
}

test_mounted_and_writable if {
	some used in workload.host_paths with input as mounting
	[mount.read_only | some mount in workload.mounted(used)] == [true, false] with input as mounting
	workload.writable(used).mounts == [{"container": 1, "mount": 0}] with input as mounting
}

test_not_writable if {
	some used in workload.host_paths with input as declaring
	not workload.writable(used) with input as declaring
}

test_takers[note] if {
	some note, [document, selectors, want] in {
		"all that mount it": [mounting, [], {`container "log" and container "web"`}],
		"all but those that are exempt": [mounting, ["container:log"], {`container "web"`}],
		"all are exempt": [mounting, ["kind:Pod"], set()],
		"the pod, if none mounts it": [declaring, [], {`pod "web"`}],
		"a pod that is exempt": [declaring, ["kind:Pod"], set()],
	}
	found := {titles |
		some used in workload.host_paths
		titles := workload.takers("workload/any", used)
	} with input as document
		with data.seaworthy.parameters as {"workload/any": {"exempt": selectors}}
	found == want
}

test_below[note] if {
	some note, [path, folder, want] in {
		"itself": ["/etc", "/etc", true],
		"with a slash": ["/etc", "/etc/", true],
		"a file in it": ["/etc/passwd", "/etc", true],
		"the root holds all": ["/etc", "/", true],
		"a name that begins alike": ["/etcetera", "/etc", false],
		"its parent": ["/", "/etc", false],
		"a path that leads out": ["/etc/../srv", "/etc", false],
	}
	{"yes" | workload.below(path, folder)} == {"yes" | want}
}

test_default_device[note] if {
	some note, [path, want] in {
		"the device that holds nothing": ["/dev/null", true],
		"a disk": ["/dev/sda", false],
		"all of them": ["/dev", false],
		"a path below one": ["/dev/null/x", false],
	}
	{"yes" | workload.is_default_device(path)} == {"yes" | want}
}
