package dockerrun_test

import (
	"encoding/json"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/dockerrun"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

func script(content string) source.File {
	return source.File{Path: "run.sh", Content: []byte(content)}
}

// one returns the only workload of a script.
func one(t *testing.T, content string) *input.Workload {
	t.Helper()
	documents, problems := dockerrun.ParseShell(script(content))
	require.Empty(t, problems)
	require.Len(t, documents, 1)
	return documents[0].Workload
}

var place = regexp.MustCompile(`,?"at":"[^"]*"`)

// declared is the JSON of what a value declares, without places.
func declared[T any](t *testing.T, value T) string {
	t.Helper()
	text, err := json.Marshal(value)
	require.NoError(t, err)
	return place.ReplaceAllString(string(text), "")
}

// options are flags of docker run, and what they say of the workload and of its container.
var options = []struct{ name, flags, workload, container string }{
	{name: "no flags"},
	{name: "privileged", flags: "--privileged", container: `"privileged": true`},
	{name: "a switch with a value", flags: "--privileged=false --read-only=true", container: `"privileged": false, "read_only_root": true`},
	{name: "a value that is no switch's", flags: "--tty --user 7", container: `"tty": true, "user": {"text": "7", "id": 7}`},
	{name: "a switch that a variable sets", flags: "--privileged=$P", container: `"unknown": ["privileged"]`},
	{name: "a variable that is set", flags: "--privileged=${P:-true}", container: `"privileged": true`},
	{name: "a cluster", flags: "-itd", container: `"tty": true, "stdin": true`},
	{name: "a cluster with a value in it", flags: "-itu0", container: `"tty": true, "stdin": true, "user": {"text": "0", "id": 0}`},
	{name: "a cluster with a value behind it", flags: "-tm 64m", container: `"tty": true, "limits": {"memory": "64m"}`},
	{name: "an equals sign behind a letter", flags: "-m=64m", container: `"limits": {"memory": "64m"}`},
	{name: "flags that rules do not ask about", flags: "--hostname h -l a=b --gpus all --cidfile /tmp/c", workload: `"labels": {"a": "b"}`},
	{name: "user and group", flags: "-u app:0 --group-add 7 --group-add audio", container: `"user": {"text": "app", "name": "app"},
		"group": {"text": "0", "id": 0}, "supplementary_groups": [{"text": "7", "id": 7}, {"text": "audio", "name": "audio"}]`},
	{name: "a user that a variable names", flags: `-u "$(id -u):$(id -g)"`, container: `"unknown": ["user"]`},
	{name: "capabilities", flags: "--cap-drop all --cap-add cap_net_admin,SYS_TIME",
		container: `"capabilities": {"add": [{"name": "NET_ADMIN", "text": "cap_net_admin"}, {"name": "SYS_TIME", "text": "SYS_TIME"}],
			"drop": [{"name": "ALL", "text": "all"}]}`},
	{name: "no new privileges", flags: "--security-opt=no-new-privileges", container: `"privilege_escalation": false`},
	{name: "no new privileges, said otherwise", flags: "--security-opt no-new-privileges:false", container: `"privilege_escalation": true`},
	{name: "filters off", flags: "--security-opt seccomp=unconfined --security-opt apparmor:unconfined --security-opt systempaths=unconfined",
		container: `"unmasked_proc": true, "seccomp": {"type": "unconfined", "text": "unconfined", "source": "field"},
			"apparmor": {"type": "unconfined", "text": "unconfined", "source": "field"}`},
	{name: "profiles of one's own", flags: "--security-opt seccomp=./s.json --security-opt apparmor=web",
		container: `"seccomp": {"type": "localhost", "text": "./s.json", "file": "./s.json", "source": "field"},
			"apparmor": {"type": "localhost", "text": "web", "profile": "web", "source": "field"}`},
	{name: "labels of SELinux", flags: "--security-opt label=type:spc_t --security-opt label=disable",
		container: `"selinux": {"type": "spc_t", "disabled": true}`},
	{name: "a profile that a variable names", flags: "--security-opt seccomp=$PROFILE", container: `"unknown": ["seccomp"]`},
	{name: "namespaces of the host", flags: "--net host --pid=host --ipc host --uts host --cgroupns host --userns host",
		workload: `"host": {"network": true, "pid": true, "ipc": true, "uts": true, "cgroup": true}, "user_namespace": "host", "network": "host"`},
	{name: "other namespaces", flags: "--network=name=front,alias=web --pid container:db --ipc private --userns=keep-id:uid=1",
		workload: `"host": {"network": false, "pid": false, "ipc": false}, "user_namespace": "private", "shares_processes": "db", "network": "front"`},
	{name: "volumes", flags: `-v /etc/../var:/host:ro,rshared -v data:/data -v /anonymous -v ~/.ssh:/k -v "$HOME/.aws":/a`,
		container: `"mounts": [
			{"target": "/host", "kind": "host_path", "source": "/var", "text": "/etc/../var", "read_only": true, "propagation": "rshared"},
			{"target": "/data", "kind": "volume", "source": "data", "text": "data"}, {"target": "/anonymous", "kind": "volume"},
			{"target": "/k", "kind": "host_path", "source": "~/.ssh", "text": "~/.ssh"},
			{"target": "/a", "kind": "host_path", "source": "~/.aws", "text": "$HOME/.aws"}]`},
	{name: "volumes of the project", flags: `-v $(pwd):/src:rw -v ./a:/a -v ${PWD}/..:/up`,
		container: `"mounts": [
			{"target": "/src", "kind": "host_path", "source": "$(pwd)", "text": "$(pwd)", "inside_project": true, "read_only": false},
			{"target": "/a", "kind": "host_path", "source": "a", "text": "./a", "inside_project": true},
			{"target": "/up", "kind": "host_path", "source": "${PWD}/..", "text": "${PWD}/.."}]`},
	{name: "volumes that a variable names", flags: `-v $WHAT:/a -v $FOLDER/x:/b -v ${C:-/etc}:/c`,
		container: `"mounts": [
			{"target": "/a", "kind": "other", "source": "$WHAT", "text": "$WHAT"},
			{"target": "/b", "kind": "host_path", "source": "$FOLDER/x", "text": "$FOLDER/x"},
			{"target": "/c", "kind": "host_path", "source": "/etc", "text": "/etc"}]`},
	{name: "a drive of Windows", flags: `-v 'C:\data:/data'`,
		container: `"mounts": [{"target": "/data", "kind": "host_path", "source": "C:\\data", "text": "C:\\data"}]`},
	{name: "mounts", flags: `--mount type=bind,src=/etc,dst=/e,readonly,bind-propagation=slave --mount 'type=tmpfs,"target=/t",tmpfs-size=1m'
		--mount target=/v,source=v --mount type=volume,target=/d,volume-opt=type=none,volume-opt=device=/srv --mount type=$T,dst=/x`,
		container: `"mounts": [
			{"target": "/e", "kind": "host_path", "source": "/etc", "text": "/etc", "read_only": true, "propagation": "slave"},
			{"target": "/t", "kind": "tmpfs", "size_limit": "1m"},
			{"target": "/v", "kind": "volume", "source": "v", "text": "v"},
			{"target": "/d", "kind": "host_path", "source": "/srv", "text": "/srv"},
			{"target": "/x", "kind": "other"}]`},
	{name: "temporary files and the engine's socket", flags: "--tmpfs /run:rw,size=64m --use-api-socket",
		container: `"mounts": [{"target": "/run", "kind": "tmpfs", "size_limit": "64m", "read_only": false},
			{"target": "/var/run/docker.sock", "kind": "host_path", "source": "/var/run/docker.sock", "text": "/var/run/docker.sock"}]`},
	{name: "ports", flags: "-p 8080:80 -p 127.0.0.1:53:53/udp -p 90 -p [::1]:1-2:3-4 -p $PORT:70 -P",
		container: `"publish_all": true, "ports": [
			{"target": 80, "protocol": "tcp", "published": true, "host_port": 8080, "text": "8080:80"},
			{"target": 53, "protocol": "udp", "published": true, "host_port": 53, "address": "127.0.0.1", "text": "127.0.0.1:53:53/udp"},
			{"target": 90, "protocol": "tcp", "published": true, "text": "90"},
			{"target": 3, "protocol": "tcp", "published": true, "host_port": 1, "address": "::1", "text": "[::1]:1-2:3-4"},
			{"target": 4, "protocol": "tcp", "published": true, "host_port": 2, "address": "::1", "text": "[::1]:1-2:3-4"},
			{"target": 70, "protocol": "tcp", "published": true, "text": "$PORT:70"}]`},
	{name: "environment", flags: "-e A=1 --env B -e C=$C -e $D=1 --env-file .env",
		container: `"environment": [{"name": "A", "text": "1", "source": "literal"}, {"name": "B", "source": "passed"},
			{"name": "C", "text": "$C", "source": "interpolated"}, {"source": "env_file", "object": ".env"}]`},
	{name: "limits", flags: "-m 1g --cpus=.5 --pids-limit 100 --memory-reservation 1m -c 7 --ulimit nofile=1:2 --oom-kill-disable --oom-score-adj=-9",
		container: `"limits": {"cpu": ".5", "memory": "1g", "pids": "100"}, "requests": {"memory": "1m"}, "cpu_shares": 7,
			"ulimits": [{"text": "nofile=1:2"}], "oom_disabled": true, "oom_score": -9`},
	{name: "devices", flags: "--device /dev/kvm --device=/dev/sda:/dev/x:rw --device-cgroup-rule 'a *:* rwm' --volumes-from db",
		container: `"devices": [{"path": "/dev/kvm"}, {"path": "/dev/sda", "permissions": "rw"}],
			"device_rules": [{"text": "a *:* rwm"}], "inherited_volumes": [{"text": "db"}]`},
	{name: "a health check", flags: "--health-cmd 'curl localhost'", container: `"health_check": {"command": ["CMD-SHELL", "curl localhost"]}`},
	{name: "no health check", flags: "--no-healthcheck", container: `"health_check": {"disabled": true}`},
	{name: "logs", flags: "--log-driver none --log-opt max-size=1m", container: `"logging": {"driver": "none", "options": {"max-size": "1m"}}`},
	{name: "what is said of the whole", flags: `--restart on-failure:3 --stop-timeout 0 --runtime runsc --cgroup-parent /a --sysctl net.a=1
		--add-host a:127.0.0.1 --dns-opt ndots:1 --label a=b --annotation run.oci.keep_original_groups=1 --rm`,
		workload: `"restart": {"policy": "on_failure", "retries": 3}, "grace_period": 0, "runtime": "runsc", "cgroup_parent": "/a",
			"sysctls": [{"name": "net.a", "value": "1"}], "host_aliases": [{"names": ["a"], "address": "127.0.0.1"}],
			"dns_options": {"ndots": "1"}, "labels": {"a": "b"}, "annotations": {"run.oci.keep_original_groups": "1"}, "long_running": false`},
	{name: "how it starts", flags: "--entrypoint sh -w /proc/self --pull always",
		container: `"command": ["sh"], "working_directory": "/proc/self", "pull_policy": "always"`},
}

func TestOptions(t *testing.T) {
	for _, test := range options {
		t.Run(test.name, func(t *testing.T) {
			workload := one(t, "docker run "+regexp.MustCompile(`\s+`).ReplaceAllString(test.flags, " ")+" nginx:1.27")
			container := workload.Containers[0]
			require.Equal(t, "nginx:1.27", container.Image)
			container.Image, container.Title, container.Role = "", "", ""
			workload.Containers = nil
			require.JSONEq(t, `{"title": "", "role": ""`+comma(test.container)+`}`, declared(t, container))
			require.JSONEq(t, `{"platform": "docker", "kind": "run", "title": "docker run"`+comma(test.workload)+`}`, declared(t, workload))
		})
	}
}

func comma(text string) string {
	if text == "" {
		return ""
	}
	return ", " + text
}

func TestCommands(t *testing.T) {
	tests := []struct{ name, script, title, kind, image string }{
		{name: "create", script: "docker create a", title: "docker create", kind: "create", image: "a"},
		{name: "podman", script: "podman run a", title: "podman run", kind: "run", image: "a"},
		{name: "nerdctl with a namespace", script: "nerdctl -n k8s.io run a", title: "nerdctl run", kind: "run", image: "a"},
		{name: "the long form", script: "docker container run a", title: "docker run", kind: "run", image: "a"},
		{name: "flags of the tool", script: "docker -H tcp://h --log-level=debug --tls run a", title: "docker run", kind: "run", image: "a"},
		{name: "behind sudo", script: "sudo -E docker run a", title: "docker run", kind: "run", image: "a"},
		{name: "in another shell", script: "bash -c 'docker run a'", title: "docker run", kind: "run", image: "a"},
		{name: "in a condition", script: "if docker run a; then :; fi", title: "docker run", kind: "run", image: "a"},
		{name: "the tool in a variable", script: "D=podman; $D run a", title: "podman run", kind: "run", image: "a"},
		{name: "all in a variable", script: "D='docker run --rm'; $D a", title: "docker run", kind: "run", image: "a"},
		{name: "flags of the tool in a variable", script: "docker $F run a", title: "docker run", kind: "run", image: "a"},
		{name: "a name", script: "docker run --name web a", title: `docker run "web"`, kind: "run", image: "a"},
		{name: "an image in a variable", script: "docker run $IMAGE", title: "docker run", kind: "run", image: "$IMAGE"},
		{name: "an image in quotes", script: `docker run "$X" --privileged`, title: "docker run", kind: "run", image: "$X"},
		{name: "options in a variable", script: "docker run $OPTIONS a b", title: "docker run", kind: "run", image: "a"},
		{name: "options in an array", script: `docker run "${a[@]}" b`, title: "docker run", kind: "run", image: "b"},
		{name: "options by what follows", script: "docker run $X -v a:/a b:1", title: "docker run", kind: "run", image: "b:1"},
		{name: "an image that a command prints", script: "docker run $(image) -c a/b", title: "docker run", kind: "run", image: "$(image)"},
		{name: "no image", script: "docker run", title: "", kind: "", image: ""},
		{name: "an image that the caller names", script: `docker run "$@"`, title: "docker run", kind: "run"},
		{name: "behind two dashes", script: "docker run -- a --privileged", title: "docker run", kind: "run", image: "a"},
		{name: "an exec", script: "docker exec web sh", title: "docker exec", kind: "exec"},
		{name: "compose's exec", script: "docker compose -f a.yaml exec web sh", title: "docker compose exec", kind: "exec"},
		{name: "old compose's exec", script: "docker-compose --env-file e exec web sh", title: "docker-compose exec", kind: "exec"},
		{name: "another verb", script: "docker build ."},
		{name: "a service of a swarm", script: "docker service create a"},
		{name: "run as a word of another command", script: "docker rm run"},
		{name: "words that are only said", script: "echo docker run a # docker run b"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			documents, problems := dockerrun.ParseShell(script(test.script))
			require.Empty(t, problems)
			require.Equal(t, test.title != "", dockerrun.RunsContainers(script(test.script)))
			if test.title == "" {
				require.Empty(t, documents)
				return
			}
			require.Len(t, documents, 1)
			workload := documents[0].Workload
			require.Equal(t, []string{test.title, test.kind}, []string{workload.Title, workload.Kind})
			if test.kind != "exec" {
				require.Equal(t, test.image, workload.Containers[0].Image)
				require.Nil(t, workload.Containers[0].Privileged)
			}
		})
	}
}

func TestHiddenOptions(t *testing.T) {
	container := one(t, "docker run --cap-drop ALL $OPTIONS a").Containers[0]
	require.Contains(t, container.Unknown, "privilege_escalation")
	require.NotContains(t, container.Unknown, "capabilities")
}

func TestExecutions(t *testing.T) {
	tests := []struct{ name, script, want string }{
		{name: "plain", script: "docker exec -it web sh", want: `{"container": "web"}`},
		{name: "privileged, as root", script: "docker exec --privileged -u root:root web sh",
			want: `{"privileged": true, "user": {"text": "root", "name": "root"}, "container": "web"}`},
		{name: "flags of what is run", script: "docker exec web sudo -u root --privileged", want: `{"container": "web"}`},
		{name: "hidden in variables", script: `docker exec --privileged=$P -u $U $C sh`, want: `{}`},
		{name: "compose's", script: "docker compose exec -T --user=0 db psql", want: `{"user": {"text": "0", "id": 0}, "container": "db"}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			executions := one(t, test.script).Executions
			require.Len(t, executions, 1)
			require.JSONEq(t, test.want, declared(t, executions[0]))
		})
	}
}

func TestImages(t *testing.T) {
	documents, _ := dockerrun.ParseShell(script("I=nginx:1\ndocker run $I\ndocker run app:$V\ndocker exec web sh\n"))
	require.Len(t, documents, 3)
	require.Equal(t, input.Resolved, documents[0].Reference.Images[0].State)
	require.Equal(t, "1", documents[0].Reference.Images[0].Tag)
	require.Equal(t, input.Unresolved, documents[1].Reference.Images[0].State)
	require.Nil(t, documents[2].Reference)
}
