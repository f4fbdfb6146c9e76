package kubernetes_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/kubernetes"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// asJSON returns what rules see of a value.
func asJSON(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	require.NoError(t, err)
	return string(text)
}

// In the wanted texts of this file @ stands for the place of the container, spec/containers/0.
var containerFieldCases = []struct{ name, lines, want string }{
	{
		"what the process may do", "securityContext:\n  allowPrivilegeEscalation: false\n  readOnlyRootFilesystem: true\n  procMount: Unmasked\n" +
			"  runAsNonRoot: no",
		`{"privilege_escalation": false, "read_only_root": true, "non_root": false, "proc_mount": "Unmasked", "unmasked_proc": true}`,
	},
	{
		"a user and a group by number", "securityContext: {runAsUser: 0, runAsGroup: 1e3}",
		`{"user": {"text": "0", "id": 0, "at": "@/securityContext/runAsUser"},
		  "group": {"text": "1000", "id": 1000, "at": "@/securityContext/runAsGroup"}}`,
	},
	{"a user that is a text or a fraction is none", `securityContext: {runAsUser: "0", runAsGroup: 0.5}`, `{}`},
	{
		"capabilities are known by their plain names", "securityContext: {capabilities: {add: [cap_sys_admin, 1], drop: [all]}}",
		`{"capabilities": {
			"add": [{"name": "SYS_ADMIN", "text": "cap_sys_admin", "at": "@/securityContext/capabilities/add/0"}],
			"drop": [{"name": "ALL", "text": "all", "at": "@/securityContext/capabilities/drop/0"}]}}`,
	},
	{
		"profiles", "securityContext:\n  seccompProfile: {type: Localhost, localhostProfile: a.json}\n  appArmorProfile: {type: Unconfined}",
		`{"seccomp": {"type": "localhost", "text": "Localhost", "file": "a.json", "source": "field", "at": "@/securityContext/seccompProfile"},
		  "apparmor": {"type": "unconfined", "text": "Unconfined", "source": "field", "at": "@/securityContext/appArmorProfile"}}`,
	},
	{
		"a profile of an unknown type, and one of none", "securityContext: {seccompProfile: {type: LocalHost}, appArmorProfile: {}}",
		`{"seccomp": {"type": "other", "text": "LocalHost", "source": "field", "at": "@/securityContext/seccompProfile"},
		  "apparmor": {"type": "other", "source": "field", "at": "@/securityContext/appArmorProfile"}}`,
	},
	{
		"labels of SELinux and options of Windows", "securityContext: {seLinuxOptions: {type: spc_t}, windowsOptions: {hostProcess: true}}",
		`{"selinux": {"type": "spc_t", "at": "@/securityContext/seLinuxOptions"},
		  "windows": {"host_process": true, "at": "@/securityContext/windowsOptions"}}`,
	},
	{
		"what it runs", "command: [sh, -c, '']\nargs: [1, x]\nworkingDir: /\ntty: true\nstdin: false\nimagePullPolicy: Always",
		`{"command": ["sh", "-c", ""], "arguments": ["x"], "working_directory": "/", "tty": true, "stdin": false, "pull_policy": "Always"}`,
	},
	{
		"amounts are texts, as JSON writes them", "resources:\n  limits: {cpu: .5, memory: 1Gi, ephemeral-storage: 1_000}\n  requests: {cpu: [1]}",
		`{"limits": {"cpu": "0.5", "memory": "1Gi", "ephemeral_storage": "1000"}}`,
	},
	{
		"ports", "ports:\n- {containerPort: 80, hostPort: 8080, hostIP: 127.0.0.1, protocol: TCP, name: web}\n- {containerPort: 81, hostPort: 0}\n- {containerPort: '82'}",
		`{"ports": [
			{"target": 80, "host_port": 8080, "published": true, "address": "127.0.0.1", "protocol": "tcp", "name": "web", "at": "@/ports/0"},
			{"target": 81, "at": "@/ports/1"}, {"text": "82", "at": "@/ports/2"}]}`,
	},
	{
		"a variable, its sources, and sets", "env:\n- {name: A, value: x}\n- {name: B, value: $(A)}\n- {name: C, valueFrom: {secretKeyRef: {name: s, key: k}}}\n" +
			"- {name: D, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}\n- {name: E}\nenvFrom:\n- {configMapRef: {name: c}}\n- {prefix: x}",
		`{"environment": [
			{"name": "A", "text": "x", "source": "literal", "at": "@/env/0"},
			{"name": "B", "text": "$(A)", "source": "interpolated", "at": "@/env/1"},
			{"name": "C", "source": "secret_key", "object": "s", "key": "k", "at": "@/env/2"},
			{"name": "D", "source": "field", "key": "spec.nodeName", "at": "@/env/3"},
			{"name": "E", "source": "literal", "at": "@/env/4"},
			{"source": "all_config_keys", "object": "c", "at": "@/envFrom/0"}]}`,
	},
	{
		"probes and hooks are placed at what they do", "livenessProbe: {httpGet: {host: a, port: 80, path: /x}}\nreadinessProbe: {exec: {command: [ls]}}\n" +
			"startupProbe: {periodSeconds: 3}\nlifecycle: {preStop: {tcpSocket: {port: web}}}",
		`{"probes": {
			"liveness": {"handler": "http", "host": "a", "port": "80", "path": "/x", "at": "@/livenessProbe/httpGet"},
			"readiness": {"handler": "exec", "command": ["ls"], "at": "@/readinessProbe/exec"},
			"startup": {"timing": {"period": 3}, "at": "@/startupProbe"}},
		  "hooks": {"pre_stop": {"handler": "tcp", "port": "web", "at": "@/lifecycle/preStop/tcpSocket"}}}`,
	},
	{
		"a mount whose volume is not declared", "volumeMounts: [{name: gone, mountPath: /x, readOnly: true, mountPropagation: Bidirectional}]",
		`{"mounts": [{"target": "/x", "kind": "other", "source": "gone", "read_only": true, "propagation": "rshared", "at": "@/volumeMounts/0"}]}`,
	},
}

func TestContainerFields(t *testing.T) {
	for _, test := range containerFieldCases {
		t.Run(test.name, func(t *testing.T) {
			want := map[string]json.RawMessage{
				"title": json.RawMessage(`"container 0"`), "role": json.RawMessage(`"main"`), "at": json.RawMessage(`"@"`),
			}
			require.NoError(t, json.Unmarshal([]byte(test.want), &want))
			wanted := strings.ReplaceAll(asJSON(t, want), "@", "spec/containers/0")
			require.JSONEq(t, wanted, asJSON(t, parse(t, pod(test.lines))[0].Workload.Containers[0]))
		})
	}
}

var workloadFieldCases = []struct{ name, content, want string }{
	{
		"the host's namespaces", "kind: Pod\nspec: {hostNetwork: true, hostPID: false, hostUsers: false, shareProcessNamespace: true}",
		`{"host": {"network": true, "pid": false}, "user_namespace": "private", "shares_processes": "pod"}`,
	},
	{"a pod that shares no processes", "kind: Pod\nspec: {shareProcessNamespace: false, hostUsers: true}", `{"user_namespace": "host"}`},
	{
		"what holds for all containers", "kind: Pod\nspec:\n  securityContext: {runAsUser: 7, fsGroup: 8, supplementalGroups: [x, 9], runAsNonRoot: true}\n" +
			"  resources: {limits: {memory: 1Gi}}",
		`{"pod": {
			"user": {"text": "7", "id": 7, "at": "spec/securityContext/runAsUser"},
			"filesystem_group": {"text": "8", "id": 8, "at": "spec/securityContext/fsGroup"},
			"supplementary_groups": [{"text": "9", "id": 9, "at": "spec/securityContext/supplementalGroups/1"}],
			"non_root": true, "limits": {"memory": "1Gi"}}}`,
	},
	{
		"kernel parameters, hosts and resolver", "kind: Pod\nspec:\n  securityContext: {sysctls: [{name: kernel.msgmax, value: '1'}, {value: x}]}\n" +
			"  hostAliases: [{ip: 10.0.0.1, hostnames: [a]}]\n  dnsConfig: {options: [{name: ndots, value: '5'}, {name: ndots, value: '2'}, {name: debug}]}",
		`{"sysctls": [{"name": "kernel.msgmax", "value": "1", "at": "spec/securityContext/sysctls/0"}],
		  "host_aliases": [{"names": ["a"], "address": "10.0.0.1", "at": "spec/hostAliases/0"}],
		  "dns_options": {"ndots": "2", "debug": ""}}`,
	},
	{
		"where it runs, and as whom", "kind: Pod\nspec:\n  nodeSelector: {kubernetes.io/os: linux, n: 1}\n  affinity: {nodeAffinity: {}}\n" +
			"  tolerations: [{operator: Exists}]\n  priorityClassName: high\n  serviceAccount: old\n  automountServiceAccountToken: false\n" +
			"  imagePullSecrets: [{name: pull}]\n  runtimeClassName: gvisor\n  restartPolicy: OnFailure\n  terminationGracePeriodSeconds: 0\n  os: {name: windows}",
		`{"scheduling": {"node_selector": {"kubernetes.io/os": "linux"}, "node_affinity": true, "priority_class": "high",
			"tolerations": [{"operator": "Exists", "at": "spec/tolerations/0"}]},
		  "service_account": {"name": "old", "mounts_token": false}, "pull_secrets": ["pull"], "runtime": "gvisor",
		  "restart": {"policy": "on_failure"}, "grace_period": 0, "os": "windows"}`,
	},
	{
		"volumes", "kind: Pod\nspec:\n  volumes: [{name: a, hostPath: {path: //var/run/./x/}}, {name: b}, {name: c, emptyDir: {medium: Memory, sizeLimit: 1Gi}}, " +
			"{name: d, secret: {secretName: s}}, {name: e, projected: {sources: [{serviceAccountToken: {}}]}}]",
		`{"volumes": [
			{"name": "a", "kind": "hostPath", "host_path": "/var/run/x", "at": "spec/volumes/0"},
			{"name": "b", "at": "spec/volumes/1"},
			{"name": "c", "kind": "emptyDir", "medium": "Memory", "size_limit": "1Gi", "at": "spec/volumes/2"},
			{"name": "d", "kind": "secret", "object": "s", "at": "spec/volumes/3"},
			{"name": "e", "kind": "projected", "projections": [{"kind": "serviceAccountToken", "at": "spec/volumes/4/projected/sources/0"}], "at": "spec/volumes/4"}]}`,
	},
}

func TestWorkloadFields(t *testing.T) {
	for _, test := range workloadFieldCases {
		t.Run(test.name, func(t *testing.T) {
			want := map[string]json.RawMessage{}
			require.NoError(t, json.Unmarshal([]byte(`{"platform": "kubernetes", "kind": "Pod", "title": "pod", "at": "spec"}`), &want))
			require.NoError(t, json.Unmarshal([]byte(test.want), &want))
			require.JSONEq(t, asJSON(t, want), asJSON(t, parse(t, test.content)[0].Workload))
		})
	}
}

func TestTemplateDecidesLabelsAndTheObjectTheRest(t *testing.T) {
	workload := parse(t, `
kind: StatefulSet
metadata: {name: db, namespace: shop, labels: {of: object}}
spec:
  replicas: 3
  template:
    metadata:
      labels: {of: template, on: x}
      annotations:
        container.apparmor.security.beta.kubernetes.io/db: localhost/mine
        seccomp.security.alpha.kubernetes.io/pod: docker/default
    spec:
      initContainers: [{name: proxy, restartPolicy: Always}, {name: setup}]
      containers: [{name: db, volumeMounts: [{name: data, mountPath: /data}, {name: tmp}, {name: log}]}]
      volumes: [{name: data, emptyDir: {}}, {name: tmp, emptyDir: {medium: Memory}}, {name: log, hostPath: {path: /var/log}}]
  volumeClaimTemplates: [{metadata: {name: data}}]
`)[0].Workload
	require.Equal(t, `statefulset "db"`, workload.Title)
	require.Equal(t, map[string]string{"of": "template", "true": "x"}, workload.Labels)
	require.Equal(t, 3, *workload.Replicas)
	const annotations = "spec/template/metadata/annotations/"
	require.Equal(t, &input.Seccomp{
		Type: "runtime_default", Text: "docker/default", Source: "annotation", At: annotations + "seccomp.security.alpha.kubernetes.io/pod",
	}, workload.Pod.Seccomp)
	require.Equal(t, &input.AppArmor{
		Type: "localhost", Text: "localhost/mine", Profile: "mine", Source: "annotation",
		At: annotations + "container.apparmor.security.beta.kubernetes.io/db",
	}, workload.Containers[0].AppArmor)
	var roles, mounted []string
	for _, container := range workload.Containers {
		roles = append(roles, container.Role)
	}
	for _, mount := range workload.Containers[0].Mounts {
		mounted = append(mounted, mount.Kind+" "+mount.Source)
	}
	require.Equal(t, []string{"main", "sidecar", "init"}, roles)
	require.Equal(t, []string{"claim data", "tmpfs tmp", "host_path /var/log"}, mounted)
}

func TestJobsEnd(t *testing.T) {
	require.Equal(t, &no, parse(t, "kind: Job\nspec: {template: {spec: {}}}")[0].Workload.LongRunning)
	require.Nil(t, parse(t, "kind: Pod\nspec: {}")[0].Workload.LongRunning)
}

func TestKindsOfOthersThatHoldPods(t *testing.T) {
	for _, test := range []struct {
		name, text, at string
		replicas       int
	}{
		{"OpenShift's deployment", `{kind: DeploymentConfig, spec: {replicas: 2, template: {spec: {containers: [{image: " "}]}}}}`, "spec/template/spec", 2},
		{"a rollout of Argo", `{kind: Rollout, spec: {replicas: 3, template: {spec: {containers: [{}]}}}}`, "spec/template/spec", 3},
		{"a set of OpenKruise", `{kind: CloneSet, spec: {replicas: 4, template: {spec: {containers: [{}]}}}}`, "spec/template/spec", 4},
	} {
		t.Run(test.name, func(t *testing.T) {
			found := parse(t, test.text)[0].Workload
			require.Equal(t, test.at+"/containers/0", found.Containers[0].At)
			require.Equal(t, test.replicas, *found.Replicas)
			require.Empty(t, found.Containers[0].Image)
		})
	}
	scaled := parse(t, `{kind: ScaledJob, spec: {jobTargetRef: {template: {spec: {containers: [{}]}}}}}`)[0].Workload
	require.Equal(t, "spec/jobTargetRef/template/spec", scaled.At)
	require.Equal(t, &no, scaled.LongRunning)
	borrowing, _ := kubernetes.Parse(source.File{Path: "x.yaml", Content: []byte("{kind: Rollout, spec: {workloadRef: {kind: Deployment, name: web}}}")})
	require.Empty(t, borrowing, "the pod stands in the Deployment")
}

func TestCustomKindsArePodsWhereSomebodySaysSo(t *testing.T) {
	file := source.File{Path: "x.yaml", Content: []byte("kind: Runner\nspec: {template: {spec: {containers: [{}]}}}")}
	documents, _ := kubernetes.Parse(file)
	require.Empty(t, documents)
	documents, _ = kubernetes.Options{PodTemplates: map[string]string{"Runner": "spec/template/spec"}}.Parse(file)
	require.Equal(t, "spec/template/spec/containers/0", documents[0].Workload.Containers[0].At)
}
