package seaworthy.rules.workload.writable_host_path_test

import data.seaworthy.rules.workload.writable_host_path as rule
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
		"a mount that is writable": mounting("/srv/data", false),
		"a mount that says nothing": testing.pod({
			"volumes": [{"name": "host", "kind": "hostPath", "host_path": "/srv/data", "at": "spec/volumes/0"}],
			"containers": [testing.container({"mounts": [{
				"target": "/host",
				"kind": "host_path",
				"declared_at": "spec/volumes/0",
				"at": "m",
			}]})],
		}),
	}
	rule.deny == {{
		"msg": `container "web" can write to /srv/data of the host`,
		"at": "spec/volumes/0/hostPath/path",
	}} with input as document
}

test_reports_a_service if {
	rule.deny == {{
		"msg": `service "web" can write to /srv/data of the host`,
		"at": "services/web/volumes/0",
	}} with input as service("/srv/data")
}

test_does_not_report[note] if {
	some note, [document, parameters] in {
		"a read-only mount": [mounting("/srv/data", true), {}],
		"a device that every container has": [mounting("/dev/null", false), {}],
		"a volume that no container mounts": [declaring("/srv/data"), {}],
		"a folder of the project": [
			testing.service({"mounts": [{
				"target": "/app",
				"kind": "host_path",
				"source": "src",
				"inside_project": true,
				"at": "services/web/volumes/0",
			}]}),
			{},
		],
		"a named volume": [testing.service({"mounts": [{"target": "/data", "kind": "volume", "source": "data", "at": "m"}]}), {}],
		"a path that is allowed": [mounting("/srv/data/web", false), {"allowed_paths": ["/srv/data"]}],
		"a platform that is not judged": [service("/srv/data"), {"platforms": ["kubernetes"]}],
		"a container that is exempt": [mounting("/srv/data", false), {"exempt": ["container:web"]}],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/writable_host_path": parameters}
}
