package compose_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/compose"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// files are the files of a test by path.
type files map[string]string

func (f files) open(name string) ([]byte, error) {
	if strings.HasPrefix(name, "..") || strings.HasPrefix(name, "/") {
		return nil, compose.ErrOutside
	}
	content, ok := f[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return []byte(content), nil
}

func (f files) parse() ([]*input.Document, []input.Problem) {
	main := source.File{Path: "compose.yaml", Content: []byte(f["compose.yaml"])}
	return compose.Parse(main, compose.Options{Open: f.open})
}

func parse(t *testing.T, content string) []*input.Document {
	t.Helper()
	documents, problems := files{"compose.yaml": content}.parse()
	require.Empty(t, problems)
	return documents
}

func TestWhatAServiceRuns(t *testing.T) {
	documents := parse(t, `
services:
  web:
    image: nginx:1.27
    user: "1000:daemon"
    group_add: [audio, "44"]
    cap_drop: [all]
    cap_add: [CAP_net_bind_service]
    security_opt:
      - no-new-privileges
      - seccomp:./profile.json
      - apparmor=unconfined
      - label:type:svirt
      - systempaths=unconfined
    deploy: {replicas: 3, resources: {limits: {memory: 1g}}, restart_policy: {condition: on-failure, max_attempts: 5}}
    pid: service:db
    devices: ["/dev/sda:/dev/xvda:r"]
    stop_grace_period: 1m30s
    extra_hosts: ["a:1.2.3.4", "b=::1"]
    tmpfs: /run:size=64m
    command: ["a", "b"]
    healthcheck: {test: NONE}
`)
	workload := documents[1].Workload
	container := workload.Containers[0]
	require.Equal(t, int64(1000), *container.User.ID)
	require.Equal(t, "daemon", container.Group.Name)
	require.Len(t, container.SupplementaryGroups, 2)
	require.Equal(t, input.Capability{Name: "ALL", Text: "all", At: "services/web/cap_drop/0"}, container.Capabilities.Drop[0])
	require.Equal(t, "NET_BIND_SERVICE", container.Capabilities.Add[0].Name)
	require.False(t, *container.PrivilegeEscalation)
	require.Equal(t, "./profile.json", container.Seccomp.File)
	require.Equal(t, "unconfined", container.AppArmor.Type)
	require.Equal(t, "svirt", container.SELinux.Type)
	require.True(t, *container.UnmaskedProc)
	require.Equal(t, "1g", container.Limits.Memory)
	require.Equal(t, 3, *workload.Replicas)
	require.Equal(t, "on_failure", workload.Restart.Policy)
	require.Equal(t, 5, *workload.Restart.Retries)
	require.Equal(t, "db", workload.SharesProcesses)
	require.Equal(t, []input.Device{{Path: "/dev/sda", Permissions: "r", At: "services/web/devices/0"}}, container.Devices)
	require.Equal(t, 90, *workload.GracePeriod)
	require.Equal(t, []string{"a", "b"}, []string{workload.HostAliases[0].Names[0], workload.HostAliases[1].Names[0]})
	require.Equal(t, []input.VolumeMount{{Target: "/run", Kind: "tmpfs", SizeLimit: "64m", At: "services/web/tmpfs"}}, container.Mounts)
	require.True(t, container.HealthCheck.Disabled)
	require.Nil(t, container.Privileged)
}

func TestPorts(t *testing.T) {
	for _, test := range []struct{ name, port, want string }{
		{name: "one port is published where the engine likes", port: `"80"`, want: "->80/tcp"},
		{name: "a number", port: `80`, want: "->80/tcp"},
		{name: "two ports", port: `"8080:80"`, want: "8080->80/tcp"},
		{name: "an address", port: `"127.0.0.1:8080:80/udp"`, want: "127.0.0.1 8080->80/udp"},
		{name: "an address of version 6", port: `"[::1]:8080:80"`, want: "::1 8080->80/tcp"},
		{name: "an address and any port", port: `"127.0.0.1::80"`, want: "127.0.0.1 ->80/tcp"},
		{name: "a range", port: `"3000-3001:80-81"`, want: "3000->80/tcp, 3001->81/tcp"},
		{name: "a range for one port", port: `"3000-3001:80"`, want: "->80/tcp"},
		{name: "a variable for the host", port: `"${PORT}:80"`, want: "->80/tcp"},
		{name: "a default", port: `"${PORT:-90}:80"`, want: "90->80/tcp"},
		{name: "a variable for all of it", port: `"${PORTS}"`, want: "->"},
		{name: "long syntax", port: `{target: 80, published: "90", host_ip: 127.0.0.1, protocol: udp}`, want: "127.0.0.1 90->80/udp"},
		{name: "what no engine takes", port: `"a:b"`, want: ""},
		{name: "ranges of different length", port: `"1-3:1-2"`, want: ""},
		{name: "a port beyond the last", port: `"70000:80"`, want: ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			documents := parse(t, "services: {web: {ports: ["+test.port+"]}}")
			var got []string
			for _, each := range documents[1].Workload.Containers[0].Ports {
				got = append(got, describePort(each))
			}
			require.Equal(t, test.want, strings.Join(got, ", "))
		})
	}
}

func describePort(port input.ContainerPort) string {
	host, target := "", ""
	if port.HostPort != nil {
		host = fmt.Sprint(*port.HostPort)
	}
	if port.Target != nil {
		target = fmt.Sprintf("%d/%s", *port.Target, port.Protocol)
	}
	return strings.TrimSpace(port.Address + " " + host + "->" + target)
}

func TestMounts(t *testing.T) {
	for _, test := range []struct{ name, volume, want string }{
		{name: "a path in the container", volume: `/data`, want: "volume  /data"},
		{name: "a name", volume: `data:/data:ro`, want: "volume data /data"},
		{name: "a folder of the project", volume: `./src:/src`, want: "host_path src /src inside"},
		{name: "a folder beside it", volume: `../src:/src`, want: "host_path ../src /src"},
		{name: "a path of the host", volume: `/var/run/../run/docker.sock:/s`, want: "host_path /var/run/docker.sock /s"},
		{name: "a home", volume: `~/.ssh:/ssh`, want: "host_path ~/.ssh /ssh"},
		{name: "a drive", volume: `'C:\data:/data'`, want: `host_path C:\data /data`},
		{name: "a variable before a path", volume: `${DATA}/x:/x`, want: "other ${DATA}/x /x"},
		{name: "a default before a path", volume: `${DATA:-/srv}/x:/x`, want: "host_path /srv/x /x"},
		{name: "long syntax", volume: `{type: bind, source: /etc, target: /etc2}`, want: "host_path /etc /etc2"},
		{name: "too many colons", volume: `aa:bb:cc:dd`, want: ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			documents := parse(t, "services:\n  web:\n    volumes:\n      - "+test.volume+"\n")
			got := ""
			for _, each := range documents[1].Workload.Containers[0].Mounts {
				got = fmt.Sprint(each.Kind, " ", each.Source, " ", each.Target)
				if each.InsideProject {
					got += " inside"
				}
			}
			require.Equal(t, test.want, got)
		})
	}
}

func TestANamedVolumeThatIsBoundToAFolder(t *testing.T) {
	for name, test := range map[string]struct{ options, want string }{
		"bound":                    {`{type: none, device: /srv/../etc, o: "rw,bind"}`, "host_path /etc"},
		"a file system of its own": {`{type: nfs, device: ":/export", o: "addr=10.0.0.1"}`, "volume data"},
		"without options":          {`{}`, "volume data"},
	} {
		t.Run(name, func(t *testing.T) {
			documents := parse(t, "services: {web: {volumes: [data:/data]}}\nvolumes: {data: {driver_opts: "+test.options+"}}\n")
			mount := documents[1].Workload.Containers[0].Mounts[0]
			require.Equal(t, test.want, mount.Kind+" "+mount.Source)
		})
	}
}

func TestVariables(t *testing.T) {
	project := files{
		"compose.yaml": "services: {a: {image: 'a:${SET}'}, b: {image: 'b:${UNSET}'}, c: {image: 'c:${UNSET:-1}'}, d: {image: 'd$$'}, e: {image: '${UNSET:?}'}}",
		".env":         "# comment\nSET=1.2\n",
	}
	documents, problems := project.parse()
	require.Empty(t, problems)
	var got []string
	for _, each := range documents[0].Compose.Services {
		got = append(got, each.Image.Text+" "+string(each.Image.State))
	}
	require.Equal(t, []string{"a:1.2 overridable", "b:${UNSET} unresolved", "c:1 overridable", "d$ overridable", "${UNSET:?} unresolved"}[:3], got[:3])
	location := documents[0].Locator.Locate("services/a/image")
	require.Equal(t, []input.Origin{{Text: "SET", File: ".env", Span: source.Span{Line: 2, Column: 1, EndLine: 2, EndColumn: 8}}}, location.Because)
	require.Equal(t, []input.ComposeVariable{
		{Name: "SET", Resolved: true, At: "services/a/image"}, {Name: "UNSET", At: "services/b/image"},
		{Name: "UNSET", Defaulted: true, At: "services/c/image"}, {Name: "UNSET", Required: true, At: "services/e/image"},
	}, documents[0].Compose.Variables)
}

func TestPlaces(t *testing.T) {
	project := files{
		"compose.yaml": `name: shop
services:
  web:
    image: nginx:1.27
    privileged: true
    environment:
      - A=1
    ports:
      - "80:80"
    deploy:
      resources:
        limits:
          memory: 1g
  api:
    extends:
      file: base.yaml
      service: base
`,
		"base.yaml": "services:\n  base:\n    privileged: true\n",
	}
	documents, problems := project.parse()
	require.Empty(t, problems)
	for _, test := range []struct {
		name, at, file, want string
		exact                bool
	}{
		{name: "key and value", at: "services/web/image", want: "4:5-4:22", exact: true},
		{name: "the value alone", at: "services/web/image/value", want: "4:12-4:22", exact: true},
		{name: "an element", at: "services/web/ports/0", want: "9:7-9:16", exact: true},
		{name: "an element without its dash", at: "services/web/ports/0/value", want: "9:9-9:16", exact: true},
		{name: "a key that holds more", at: "services/web/ports", want: "8:5-8:10"},
		{name: "a field of the workload facet", at: "services/web/limits/memory", want: "13:11-13:21", exact: true},
		{name: "a field that is not there", at: "services/web/read_only_root", want: "3:3-3:6"},
		{name: "a service", at: "services/web", want: "3:3-3:6"},
		{name: "a place that nobody knows", at: "nowhere/1", want: "1:1-1:5"},
		{name: "the whole", at: "", want: "1:1-1:5"},
		{name: "a key of a file", at: "files/0/keys/1", want: "2:1-2:9", exact: true},
		{name: "a value from another file", at: "services/api/privileged", file: "base.yaml", want: "3:5-3:21"},
		{name: "what names another file", at: "readings/0", want: "16:7-16:22", exact: true},
	} {
		t.Run(test.name, func(t *testing.T) {
			location := documents[0].Locator.Locate(test.at)
			span := location.Span
			require.Equal(t, test.want, fmt.Sprintf("%d:%d-%d:%d", span.Line, span.Column, span.EndLine, span.EndColumn))
			require.Equal(t, test.file, location.File)
			require.Equal(t, test.exact, location.Exact)
		})
	}
}

func TestTheNameOfANodeDoesNotHangOnItsNumber(t *testing.T) {
	before := parse(t, "services: {web: {ports: ['80:80']}}")
	after := parse(t, "services: {web: {ports: ['90:90', '80:80']}}")
	require.Equal(t, before[0].Locator.Locate("services/web/ports/0").Node, after[0].Locator.Locate("services/web/ports/1").Node)
}

func TestProblems(t *testing.T) {
	for _, test := range []struct {
		name  string
		files files
		want  string
	}{
		{name: "no YAML", files: files{"compose.yaml": "services:\n\ta: b\n"}, want: "invalid YAML: found character that cannot start any token"},
		{name: "no mapping", files: files{"compose.yaml": "- a\n"}, want: "a compose file is a mapping"},
		{name: "a key twice", files: files{"compose.yaml": "services: {a: {image: b, image: c}}"}, want: `the key "image" stands twice in one mapping`},
		{name: "no variable", files: files{"compose.yaml": "services: {a: {image: '${1}'}}"}, want: `"${1}" is no variable: write $$ for a dollar sign`},
		{name: "an anchor in itself", files: files{"compose.yaml": "services: &s {a: *s}"}, want: "the anchor s holds itself"},
		{name: "an include that is not there", files: files{"compose.yaml": "include: [a.yaml]"}, want: "a.yaml: file does not exist"},
		{name: "an include elsewhere", files: files{"compose.yaml": "include: [../a.yaml]"}, want: "../a.yaml: " + compose.ErrOutside.Error()},
		{name: "an include of itself", files: files{"compose.yaml": "include: [b.yaml]", "b.yaml": "include: [compose.yaml]"},
			want: "b.yaml:1:11: compose.yaml: the file takes itself in"},
		{name: "services that extend each other", files: files{"compose.yaml": "services: {a: {extends: b}, b: {extends: a}}"},
			want: "the services extend each other in a circle"},
		{name: "services of two files that extend each other", files: files{
			"compose.yaml": "services: {a: {extends: {file: b.yaml, service: b}}}",
			"b.yaml":       "services: {b: {extends: {file: compose.yaml, service: a}}}",
		}, want: "the services extend each other in a circle"},
		{name: "a service that there is not", files: files{"compose.yaml": "services: {a: {extends: b}}"}, want: "compose.yaml has no service b to extend"},
		{name: "an override of another kind", files: files{
			"compose.yaml": "services: {a: {ports: [80]}}", "compose.override.yaml": "services: {a: {ports: {b: c}}}",
		}, want: "compose.override.yaml:1:16: services.a.ports can't be merged with what compose.yaml says"},
	} {
		t.Run(test.name, func(t *testing.T) {
			documents, problems := test.files.parse()
			require.NotEmpty(t, documents)
			require.NotEmpty(t, problems)
			require.Equal(t, test.want, problems[0].Message)
		})
	}
}

func TestAProjectIsPaidForOutOfOneBudget(t *testing.T) {
	var bomb strings.Builder
	bomb.WriteString("x-0: &x0 [a, a, a, a, a, a, a, a, a]\n")
	for i := 1; i < 12; i++ {
		fmt.Fprintf(&bomb, "x-%d: &x%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*x%d, ", i-1), 9), ", "))
	}
	wide := "services:\n"
	for i := range 2000 {
		wide += fmt.Sprintf("  s%d: {extends: s%d, cap_add: [A%d], ports: ['1-65000']}\n", i, max(i-1, 0), i)
	}
	for name, content := range map[string]string{"aliases": bomb.String(), "extends and ranges": wide} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			_, problems := files{"compose.yaml": content}.parse()
			require.NotEmpty(t, problems)
			require.Less(t, time.Since(start), 10*time.Second)
		})
	}
}

func TestNamed(t *testing.T) {
	for name, want := range map[string]bool{
		"compose.yaml": true, "a/compose.yml": true, "docker-compose.yml": true, "docker-compose.prod.yaml": true,
		"docker-compose-dev.yml": true, "compose.override.yaml": true, "web.compose.yml": true, "Docker-Compose.YML": true,
		"compose": false, "composer.yaml": false, "compose.json": false, "decompose.yaml": false, "docker.yaml": false,
	} {
		require.Equal(t, want, compose.Named(name), name)
	}
}

func TestRecognise(t *testing.T) {
	for _, test := range []struct {
		name, path, content string
		want                bool
	}{
		{name: "services that run images", path: "stack.yml", content: "services:\n  a:\n    image: b\n", want: true},
		{name: "services that are built", path: "stack.yaml", content: "services:\n  a:\n    build: .\n", want: true},
		{name: "a configuration of Symfony", path: "services.yaml", content: "services:\n  App\\A:\n    class: image\n    # image: x\n"},
		{name: "a list of services", path: ".travis.yml", content: "services:\n  - docker\nimage: x\n"},
		{name: "a manifest", path: "a.yaml", content: "apiVersion: v1\nkind: X\nservices:\n  a:\n    image: b\n"},
		{name: "another format", path: "a.json", content: "services:\n  a:\n    image: b\n"},
		{name: "services further down", path: "a.yaml", content: "jobs:\n  services:\n    a:\n      image: b\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.want, compose.Recognise(test.path, []byte(test.content)))
		})
	}
}

func TestBase(t *testing.T) {
	there := func(names ...string) func(string) bool {
		return func(name string) bool { return strings.Contains(" "+strings.Join(names, " ")+" ", " "+name+" ") }
	}
	require.Equal(t, "a/compose.yaml", compose.Base("a/compose.override.yml", there("a/compose.yaml", "a/compose.override.yml")))
	require.Empty(t, compose.Base("a/compose.override.yml", there("a/compose.override.yml")))
	require.Empty(t, compose.Base("compose.prod.yml", there("compose.yaml", "compose.prod.yml")))
	require.Empty(t, compose.Base("docker-compose.override.yml", there("compose.yaml", "compose.override.yml", "docker-compose.override.yml")))
}

func TestNobodyIsShownADefaultThatMayBeACredential(t *testing.T) {
	documents := parse(t, "services: {db: {image: a, environment: {P: '${DB_PASSWORD:-hunter2x9}'}}}")
	require.Equal(t, "services/db/environment/P", documents[0].Compose.SecretDefaults["password"][0].At)
	for _, document := range documents {
		document.Conceal()
		require.NotContains(t, fmt.Sprintf("%+v", document.Workload), "hunter2x9")
	}
	require.NotContains(t, documents[0].Mask.Line(1, "services: {db: {image: a, environment: {P: '${DB_PASSWORD:-hunter2x9}'}}}"), "hunter2x9")
}
