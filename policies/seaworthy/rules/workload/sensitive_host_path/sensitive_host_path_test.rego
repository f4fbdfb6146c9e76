package seaworthy.rules.workload.sensitive_host_path_test

import data.seaworthy.rules.workload.sensitive_host_path as rule
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

service(path) := testing.service({"mounts": [{
	"target": "/host",
	"kind": "host_path",
	"source": path,
	"at": "services/web/volumes/0",
}]})

declaring(path) := testing.pod({"volumes": [{
	"name": "host",
	"kind": "hostPath",
	"host_path": path,
	"at": "spec/volumes/0",
}]})

test_reports[note] if {
	some note, document in {
		"a directory": mounting("/etc", false),
		"a read-only mount": mounting("/etc", true),
		"what lies in it": mounting("/etc/kubernetes/pki", true),
		"the whole host": mounting("/", true),
		"a directory that counts itself": mounting("/var/lib", true),
		"the time zone, writable": mounting("/etc/localtime", false),
	}
	path := document.workload.volumes[0].host_path
	rule.deny == {{
		"msg": $`{path} of the host is mounted into container "web"`,
		"at": "spec/volumes/0/hostPath/path",
	}} with input as document
}

test_reports_a_volume_that_is_only_declared if {
	{finding.msg | some finding in rule.deny} == {`/proc of the host is mounted into pod "web"`} with input as declaring("/proc")
}

test_reports_a_service if {
	{finding.at | some finding in rule.deny} == {"services/web/volumes/0"} with input as service("/usr/local/bin")
}

test_does_not_report[note] if {
	some note, [document, parameters] in {
		"another directory": [mounting("/srv/data", false), {}],
		"a device that every container has": [service("/dev/null"), {}],
		"a name that begins alike": [mounting("/etcd", false), {}],
		"what lies in a directory that counts itself": [mounting("/home/web/data", false), {}],
		"the time zone, read-only": [mounting("/etc/localtime", true), {}],
		"a folder of the project": [service("etc/web"), {}],
		"a home behind a variable": [service("${HOME}/data"), {}],
		"a read-only mount, where those are accepted": [mounting("/etc", true), {"only_writable": true}],
		"a pod that is exempt": [mounting("/proc", true), {"exempt": ["kind:Pod"]}],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/sensitive_host_path": parameters}
}
