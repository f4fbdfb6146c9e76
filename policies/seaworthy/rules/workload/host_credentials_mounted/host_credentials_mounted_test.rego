package seaworthy.rules.workload.host_credentials_mounted_test

import data.seaworthy.rules.workload.host_credentials_mounted as rule
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
		"cloud keys of root": mounting("/root/.aws", true),
		"a file of them": mounting("/home/deploy/.aws/credentials", true),
		"cloud keys by their full path": mounting("/etc/kubernetes/azure.json", true),
		"a registry login": mounting("/root/.docker/config.json", true),
	}
	path := document.workload.volumes[0].host_path
	rule.deny == {{
		"msg": $`{path} of the host, where credentials are kept, is mounted into container "web"`,
		"at": "spec/volumes/0/hostPath/path",
	}} with input as document
}

test_reports_a_volume_that_is_only_declared if {
	count(rule.deny) == 1 with input as declaring("/root/.kube/config")
}

test_reports_a_service[note] if {
	some note, path in {"the user's home": "~/.ssh", "a home behind a variable": "${HOME}/.ssh/id_ed25519", "beside the project": "../.npmrc"}
	{finding.at | some finding in rule.deny} == {"services/web/volumes/0"} with input as service(path)
}

test_does_not_report[note] if {
	some note, [document, parameters] in {
		"a name that begins alike": [mounting("/srv/.sshd", true), {}],
		"a folder beside the file": [mounting("/root/.docker", true), {}],
		"a file of the project": [
			testing.service({"mounts": [{
				"target": "/app/.npmrc",
				"kind": "host_path",
				"source": ".npmrc",
				"inside_project": true,
				"at": "services/web/volumes/0",
			}]}),
			{},
		],
		"other paths are looked for": [mounting("/root/.aws", true), {"paths": [".ssh"]}],
		"a pod that is exempt": [mounting("/root/.aws", true), {"exempt": ["name:web"]}],
	}
	rule.deny == set() with input as document
		with data.seaworthy.parameters as {"workload/host_credentials_mounted": parameters}
}
