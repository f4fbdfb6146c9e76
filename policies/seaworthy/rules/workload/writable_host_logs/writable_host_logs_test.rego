package seaworthy.rules.workload.writable_host_logs_test

import data.seaworthy.rules.workload.writable_host_logs as rule
import data.seaworthy.testing

mounting(path, read_only) := testing.pod({
	"volumes": [{"name": "host", "kind": "hostPath", "host_path": path, "at": "spec/volumes/0"}],
	"containers": [testing.container({"mounts": [{
		"target": "/host",
		"kind": "host_path",
		"source": path,
		"read_only": read_only,
		"declared_at": "spec/volumes/0",
		"at": "spec/containers/0/volumeMounts/0",
	}]})],
})

test_reports if {
	rule.deny == {{
		"msg": `container "web" can write to the node's logs in /var/log`,
		"at": "spec/volumes/0/hostPath/path",
	}} with input as mounting("/var/log", false)
}

test_does_not_report[note] if {
	some note, [document, parameters] in {
		"a read-only mount": [mounting("/var/log", true), {}],
		"a directory for one program's logs": [mounting("/var/log/web", false), {}],
		"compose, where no kubelet serves them": [
			testing.service({"mounts": [{"target": "/logs", "kind": "host_path", "source": "/var/log", "at": "m"}]}),
			{},
		],
		"a directory that is not looked for": [mounting("/var/log/pods", false), {"paths": ["/var/log"]}],
		"a kind that is exempt": [mounting("/var/log", false), {"exempt": ["kind:Pod"]}],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/writable_host_logs": parameters}
}
