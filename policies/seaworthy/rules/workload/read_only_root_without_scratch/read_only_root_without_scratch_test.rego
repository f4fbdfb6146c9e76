package seaworthy.rules.workload.read_only_root_without_scratch_test

import data.seaworthy.rules.workload.read_only_root_without_scratch as rule
import data.seaworthy.testing

container(mounts) := {"read_only_root": true, "mounts": mounts}

tmp := {"target": "/tmp", "kind": "tmpfs", "at": "m"}

test_reports[note] if {
	some note, [document, want] in {
		"no volumes": [
			testing.pod({"containers": [testing.container({"read_only_root": true})]}),
			{
				"msg": `container "web" has a read-only root filesystem and nothing to write to at /tmp`,
				"at": "spec/containers/0/read_only_root",
			},
		],
		"a volume elsewhere, and one that is read-only": [
			testing.service(container([{"target": "/data", "kind": "volume", "at": "m"}, object.union(tmp, {"read_only": true})])),
			{
				"msg": `service "web" has a read-only root filesystem and nothing to write to at /tmp`,
				"at": "services/web/read_only_root",
			},
		],
	}
	rule.deny == {want} with input as document
}

test_names_each_path if {
	{finding.msg | some finding in rule.deny} == {`service "web" has a read-only root filesystem and nothing to write to at /run and /var/log`} with input as testing.service(container([tmp]))
		with data.seaworthy.parameters as {"workload/read_only_root_without_scratch": {"paths": ["/tmp", "/run", "/var/log"]}}
}

test_does_not_report[note] if {
	some note, [document, selectors] in {
		"a tmpfs there": [testing.service(container([tmp])), []],
		"a volume that holds the path": [testing.service(container([{"target": "/", "kind": "volume", "at": "m"}])), []],
		"a root filesystem that can be written": [testing.service({"read_only_root": false}), []],
		"a container that says nothing": [testing.pod({}), []],
		"a pod for Windows": [
			testing.pod({"os": "windows", "containers": [testing.container({"read_only_root": true})]}),
			[],
		],
		"a service that is exempt": [testing.service(container([])), ["name:web"]],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/read_only_root_without_scratch": {"exempt": selectors}}
}
