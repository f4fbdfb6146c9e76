package seaworthy.kubernetes_test

import data.seaworthy.kubernetes

at := "spec/containers/0"

test_container_fields[note] if {
	some note, [declared, want] in {
		"what the process may do": [
			{"securityContext": {
				"allowPrivilegeEscalation": false, "readOnlyRootFilesystem": true, "runAsNonRoot": false, "procMount": "Unmasked",
			}},
			{
				"privilege_escalation": false, "read_only_root": true, "non_root": false,
				"proc_mount": "Unmasked", "unmasked_proc": true,
			},
		],
		"a user by number": [
			{"securityContext": {"runAsUser": 0}},
			{"user": {"text": "0", "id": 0, "at": $"{at}/securityContext/runAsUser"}},
		],
		"a user that is a text or a fraction is none": [{"securityContext": {"runAsUser": "0", "runAsGroup": 0.5}}, {}],
		"capabilities are known by their plain names": [
			{"securityContext": {"capabilities": {"add": ["cap_chown", 1]}}},
			{"capabilities": {"add": [{"name": "CHOWN", "text": "cap_chown", "at": $"{at}/securityContext/capabilities/add/0"}]}},
		],
		"a profile of the node": [
			{"securityContext": {"seccompProfile": {"type": "Localhost", "localhostProfile": "a.json"}}},
			{"seccomp": {
				"type": "localhost", "text": "Localhost", "file": "a.json",
				"source": "field", "at": $"{at}/securityContext/seccompProfile",
			}},
		],
		"a list is no type of a profile": [
			{"securityContext": {"appArmorProfile": {"type": ["Unconfined"]}}},
			{"apparmor": {"type": "other", "source": "field", "at": $"{at}/securityContext/appArmorProfile"}},
		],
		"labels of SELinux and options of Windows": [
			{"securityContext": {"seLinuxOptions": {"type": "spc_t"}, "windowsOptions": {"hostProcess": true}}},
			{
				"selinux": {"type": "spc_t", "at": $"{at}/securityContext/seLinuxOptions"},
				"windows": {"host_process": true, "at": $"{at}/securityContext/windowsOptions"},
			},
		],
		"what it runs": [
			{"command": ["sh", ""], "args": [1, "x"], "workingDir": "/", "tty": true, "imagePullPolicy": "Always"},
			{"command": ["sh", ""], "arguments": ["x"], "working_directory": "/", "tty": true, "pull_policy": "Always"},
		],
		"amounts are texts, as JSON writes them": [
			{"resources": {"limits": {"cpu": 0.5, "memory": "1Gi"}, "requests": {"cpu": [1]}}},
			{"limits": {"cpu": "0.5", "memory": "1Gi"}},
		],
		"port 0 of the host is none": [
			{"ports": [{"containerPort": 80, "hostPort": 8080, "protocol": "TCP"}, {"containerPort": 81, "hostPort": 0}, {"containerPort": "82"}]},
			{"ports": [
				{"target": 80, "host_port": 8080, "published": true, "protocol": "tcp", "at": $"{at}/ports/0"},
				{"target": 81, "at": $"{at}/ports/1"},
				{"text": "82", "at": $"{at}/ports/2"},
			]},
		],
		"variables, and sets of them": [
			{
				"env": [
					{"name": "A", "value": "$(B)"},
					{"name": "C", "valueFrom": {"secretKeyRef": {"name": "s", "key": "k"}}},
				],
				"envFrom": [{"prefix": "x"}, {"configMapRef": {"name": "c"}}],
			},
			{"environment": [
				{"name": "A", "text": "$(B)", "source": "interpolated", "at": $"{at}/env/0"},
				{"name": "C", "source": "secret_key", "object": "s", "key": "k", "at": $"{at}/env/1"},
				{"source": "all_config_keys", "object": "c", "at": $"{at}/envFrom/1"},
			]},
		],
		"probes and hooks are placed at what they do": [
			{"livenessProbe": {"httpGet": {"host": "a", "port": 80}}, "lifecycle": {"preStop": {"exec": {"command": ["ls"]}}}},
			{
				"probes": {"liveness": {"handler": "http", "host": "a", "port": "80", "at": $"{at}/livenessProbe/httpGet"}},
				"hooks": {"pre_stop": {"handler": "exec", "command": ["ls"], "at": $"{at}/lifecycle/preStop/exec"}},
			},
		],
		"a mount whose volume is not declared": [
			{"volumeMounts": [{"name": "gone", "mountPath": "/x", "mountPropagation": "Bidirectional"}]},
			{"mounts": [{
				"target": "/x", "kind": "other", "source": "gone",
				"propagation": "rshared", "at": $"{at}/volumeMounts/0",
			}]},
		],
	}
	defaults := {"title": "container 0", "role": "main", "at": at}
	kubernetes.document(pod_with(declared)).workload.containers == [object.union(defaults, want)]
}

test_pod_fields[note] if {
	some note, [spec, want] in {
		"the host's namespaces": [
			{"hostNetwork": true, "hostPID": false, "hostUsers": false, "shareProcessNamespace": true},
			{"host": {"network": true, "pid": false}, "user_namespace": "private", "shares_processes": "pod"},
		],
		"what holds for all containers": [
			{"securityContext": {"fsGroup": 8, "supplementalGroups": ["x", 9], "sysctls": [{"name": "a", "value": "1"}, {"value": "1"}]}},
			{
				"pod": {
					"filesystem_group": {"text": "8", "id": 8, "at": "spec/securityContext/fsGroup"},
					"supplementary_groups": [{"text": "9", "id": 9, "at": "spec/securityContext/supplementalGroups/1"}],
				},
				"sysctls": [{"name": "a", "value": "1", "at": "spec/securityContext/sysctls/0"}],
			},
		],
		"the last of two options of the resolver": [
			{"dnsConfig": {"options": [{"name": "ndots", "value": "5"}, {"name": "ndots", "value": "2"}, {"name": "debug"}]}},
			{"dns_options": {"ndots": "2", "debug": ""}},
		],
		"where it runs, and as whom": [
			{
				"nodeSelector": {"a": "", "n": 1}, "affinity": {"nodeAffinity": {}}, "tolerations": [{"operator": "Exists"}],
				"serviceAccount": "old", "automountServiceAccountToken": false, "imagePullSecrets": [{"name": "pull"}, {}],
			},
			{
				"scheduling": {
					"node_selector": {"a": ""}, "node_affinity": true,
					"tolerations": [{"operator": "Exists", "at": "spec/tolerations/0"}],
				},
				"service_account": {"name": "old", "mounts_token": false}, "pull_secrets": ["pull"],
			},
		],
		"how it ends": [
			{"restartPolicy": "OnFailure", "terminationGracePeriodSeconds": 0, "runtimeClassName": "gvisor", "os": {"name": "windows"}},
			{"restart": {"policy": "on_failure"}, "grace_period": 0, "runtime": "gvisor", "os": "windows"},
		],
		"volumes": [
			{"volumes": [
				{"name": "a", "hostPath": {"path": "//var/./run/"}}, {"name": "b"},
				{"name": "c", "projected": {"sources": [{"secret": {"name": "s"}}]}},
			]},
			{"volumes": [
				{"name": "a", "kind": "hostPath", "host_path": "/var/run", "at": "spec/volumes/0"},
				{"name": "b", "at": "spec/volumes/1"},
				{
					"name": "c", "kind": "projected", "at": "spec/volumes/2",
					"projections": [{"kind": "secret", "object": "s", "at": "spec/volumes/2/projected/sources/0"}],
				},
			]},
		],
	}
	defaults := {"platform": "kubernetes", "kind": "Pod", "title": "pod", "at": "spec"}
	kubernetes.document({"kind": "Pod", "spec": spec}).workload == object.union(defaults, want)
}

stateful := kubernetes.document({
	"kind": "StatefulSet",
	"metadata": {"name": "db"},
	"spec": {
		"replicas": 3,
		"template": {
			"metadata": {"labels": {"app": "db"}, "annotations": {
				"seccomp.security.alpha.kubernetes.io/pod": "docker/default",
				"container.apparmor.security.beta.kubernetes.io/db": "localhost/mine",
			}},
			"spec": {
				"initContainers": [{"restartPolicy": "Always"}, {}],
				"containers": [{"name": "db", "volumeMounts": [{"name": "data"}, {"name": "tmp"}, {"name": "log"}]}],
				"volumes": [
					{"name": "data", "emptyDir": {}}, {"name": "tmp", "emptyDir": {"medium": "Memory"}},
					{"name": "log", "hostPath": {"path": "/var/log"}},
				],
			},
		},
		"volumeClaimTemplates": [{"metadata": {"name": "data"}}],
	},
}).workload

test_the_object_and_its_template if {
	[stateful.title, stateful.replicas, stateful.labels] == [`statefulset "db"`, 3, {"app": "db"}]
}

test_annotations_stand_in_for_fields if {
	stateful.pod.seccomp == {
		"type": "runtime_default",
		"text": "docker/default",
		"source": "annotation",
		"at": "spec/template/metadata/annotations/seccomp.security.alpha.kubernetes.io/pod",
	}
	stateful.containers[0].apparmor.profile == "mine"
}

test_an_init_container_that_is_always_restarted_is_a_sidecar if {
	[container.role | some container in stateful.containers] == ["main", "sidecar", "init"]
}

test_mounts_tell_what_they_mount if {
	[[mount.kind, mount.source] | some mount in stateful.containers[0].mounts] == [
		["claim", "data"], ["tmpfs", "tmp"], ["host_path", "/var/log"],
	]
}

test_jobs_end if {
	kubernetes.document({"kind": "Job", "spec": {"template": {"spec": {}}}}).workload.long_running == false
}
