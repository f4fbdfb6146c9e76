package seaworthy.rules.workload.runtime_socket_mounted_test

import data.seaworthy.rules.workload.runtime_socket_mounted as rule
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
	some note, [document, want] in {
		"Docker's socket": [
			mounting("/var/run/docker.sock", false),
			`/var/run/docker.sock of the host, the socket of a container engine, is mounted into container "web"`,
		],
		"a read-only mount protects nothing": [
			mounting("/run/containerd/containerd.sock", true),
			`/run/containerd/containerd.sock of the host, the socket of a container engine, is mounted into container "web"`,
		],
		"a volume that no container mounts yet": [
			declaring("/run/crio/crio.sock"),
			`/run/crio/crio.sock of the host, the socket of a container engine, is mounted into pod "web"`,
		],
		"the folder of sockets": [
			mounting("/var/run", true),
			`/var/run of the host, where a container engine keeps its socket, is mounted into container "web"`,
		],
		"the folder of an engine": [
			mounting("/run/k3s", true),
			`/run/k3s of the host, where a container engine keeps its socket, is mounted into container "web"`,
		],
	}
	rule.deny == {{"msg": want, "at": "spec/volumes/0/hostPath/path"}} with input as document
}

test_reports_a_service[note] if {
	some note, path in {
		"Docker's socket": "/var/run/docker.sock",
		"a socket in another place": "/srv/dind/docker.sock",
		"a socket behind a variable": "${RUN_DIR}/docker.sock",
		"the named pipe of Windows": `\\.\pipe\docker_engine`,
	}
	{finding.at | some finding in rule.deny} == {"services/web/volumes/0"} with input as service(path)
}

test_does_not_report_a_socket_proxy if {
	mount := {"target": "/docker.sock", "kind": "host_path", "source": "/run/docker.sock", "at": "services/web/volumes/0"}
	rule.deny == set() with input as testing.service({"image": "tecnativa/docker-socket-proxy:0.3", "mounts": [mount]})
}

test_does_not_report[note] if {
	some note, [path, parameters] in {
		"another socket": ["/run/app/app.sock", {}],
		"a name that only ends alike": ["/run/mydocker.sock", {}],
		"a folder of run without engines": ["/run/udev", {}],
		"the whole host, which is reported elsewhere": ["/", {}],
		"a socket that is not looked for": ["/run/crio/crio.sock", {"sockets": ["docker.sock"]}],
		"a folder, where only sockets count": ["/run", {"include_parents": false}],
		"a pod that is exempt": ["/run/docker.sock", {"exempt": ["name:web"]}],
	}
	rule.deny == set() with input as mounting(path, false)
		with data.seaworthy.parameters as {"workload/runtime_socket_mounted": parameters}
}
