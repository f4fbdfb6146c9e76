package conformance

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestNormalisersAgreeOnRandomObjects(t *testing.T) {
	const count = 2000
	rego, documents := newNormaliser(t), 0
	generate := generator{rand.New(rand.NewPCG(1, 2))}
	for range count {
		documents += rego.compare(t, generate.object())
	}
	require.Greater(t, documents, count/4)
	t.Logf("%d objects, %d documents", count, documents)
}

// A generator makes JSON texts that are nearly Kubernetes objects.
type generator struct {
	*rand.Rand
}

var kinds = []string{
	"Pod", "PodTemplate", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job", "CronJob",
	"DeploymentConfig", "Rollout", "CloneSet", "ScaledJob", "Service", "List", "PodList", "ConfigMap",
}

// credentials are written in parts, so that whoever looks for leaks does not find them here.
var credentials = []string{
	"ghp_" + "0123456789abcdefghijABCDEFGHIJ456789", "AKIA" + "Z7Q3XW5PLM2N4RST", "ghp_" + "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
	"-----BEGIN RSA " + "PRIVATE KEY-----\nMIIEowIBAAKCAQEA\n-----END", `{"auth": "` + `dXNlcjpwYXNzd29yZDEy"}`, "key-" + "0123456789abcdef0123456789abcdef",
	"postgres://app:" + "hunter2@db:5432/app x://a:b@c", "https://ci:" + "xxxx@git", "redis://:$PASSWORD@cache",
	"DB_PASSWORD=hunter2\nexport TOKEN='abc'\nkey: value1,\nempty=\nref=${X}\n  nested: {a: b}\r\napiKey = \"quoted\";",
	"true", "/run/secrets/x", " 'x' ", "\"", "https://a", "vault:x", "ENC[x]", "$(TOKEN)", "{{ .x }}", "1234",
}

func (g generator) value() string {
	return fmt.Sprintf("%q", pick(g, credentials))
}

func (g generator) variableName() string {
	return fmt.Sprintf("%q", pick(g, []string{
		"PGPASSWORD", "dbPassword", "AWS_SECRET_ACCESS_KEY", "token.file", "GPG_KEY", "émailToken", "A", "db-password-", "x9Y", "DISABLE_AUTH",
		"POSTGRES_HOST_AUTH_METHOD",
	}))
}

func (g generator) configuration() string {
	entries := map[string]func() string{}
	for range g.IntN(4) {
		entries[strings.Trim(g.variableName(), `"`)] = g.value
	}
	return g.fields(entries)
}

func (g generator) arguments() string {
	return pick(g, []string{
		`["redis-server", "--protected-mode", "no"]`, `["sh", "-c", "exec /bin/mongod/ --noauth=yes"]`, `["--ServerApp.token=''"]`, `["x11vnc", "-nopw"]`,
		`["jupyter", "", "--auth none"]`, `["code-server", "--auth", "none"]`, `["--auth", "none"]`, `["mongod", "--noauth=no", 1, true, null]`,
		`["start", "--insecure"]`, `[null]`,
	})
}

func (g generator) object() string {
	kind := pick(g, kinds)
	pod := g.maybe(g.pod)
	template := g.fields(map[string]func() string{"metadata": g.templateMetadata, "spec": func() string { return pod }})
	nest := func(key, inner string) string { return fmt.Sprintf(`{%q: %s}`, key, inner) }
	holder := map[string]string{
		"Pod":         nest("spec", pod),
		"PodTemplate": nest("template", template),
		"CronJob":     nest("spec", nest("jobTemplate", nest("spec", nest("template", template)))),
		"ScaledJob":   nest("spec", nest("jobTargetRef", nest("template", template))),
		"List":        fmt.Sprintf(`{"items": [{"kind": "Pod", "spec": %s}, %s]}`, pod, g.junk()),
		"PodList":     fmt.Sprintf(`{"items": [{"spec": %s}, %s]}`, pod, g.junk()),
	}[kind]
	if kind == "ConfigMap" {
		holder = nest("data", g.configuration())
	}
	if holder == "" {
		holder = nest("spec", g.fields(map[string]func() string{
			"template": func() string { return template }, "replicas": g.number, "volumeClaimTemplates": g.list(g.claim),
		}))
	}
	return fmt.Sprintf(`{"kind": %q, "metadata": %s, %s`, kind, g.maybe(g.templateMetadata), holder[1:])
}

func (g generator) text() string {
	return pick(g, []string{`"web"`, `"a/b:1"`, `"ü \" \\ \n"`, `"yes"`, `"1"`, `"{x}"`, `"2001-01-01"`, `"$(HOME)/x"`, `"data"`})
}

func (g generator) boolean() string {
	return pick(g, []string{"true", "false"})
}

func (g generator) number() string {
	return pick(g, []string{"0", "1", "80", "1000", "65534", "-1", "1.5", "1e3", "2147483648", "9223372036854775807", "9223372036854775808", "1e30"})
}

func (g generator) amount() string {
	return pick(g, []string{`"500m"`, `"1Gi"`, `""`, "1", "0.5", "1.50", "2000", "1e-7", "100000000000000000000"})
}

// one makes a function that picks one of some texts.
func (g generator) one(words ...string) func() string {
	return func() string { return fmt.Sprintf("%q", pick(g, words)) }
}

// list makes a function that makes a list, some of whose elements are something else.
func (g generator) list(element func() string) func() string {
	return func() string {
		elements := make([]string, g.IntN(4))
		for i := range elements {
			elements[i] = g.maybe(element)
		}
		return "[" + strings.Join(elements, ", ") + "]"
	}
}

// shape makes a function that makes objects of some of the fields.
func (g generator) shape(fields map[string]func() string) func() string {
	return func() string { return g.fields(fields) }
}

// fields makes an object of some of the fields.
func (g generator) fields(fields map[string]func() string) string {
	var pairs []string
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if g.IntN(3) > 0 {
			pairs = append(pairs, fmt.Sprintf("%q: %s", name, g.maybe(fields[name])))
		}
	}
	return "{" + strings.Join(pairs, ", ") + "}"
}

// maybe makes the value, or something else in its place.
func (g generator) maybe(value func() string) string {
	if g.IntN(8) == 0 {
		return g.junk()
	}
	return value()
}

func (g generator) junk() string {
	return pick(g, []string{
		"null", "true", "0", "-1.5e3", `""`, `"text"`, "[]", "{}", `[{}]`, `{"0": {}}`, `{"name": "web"}`, `["web"]`,
		`{"spec": {}}`, `{"kind": "Pod"}`, `["Always"]`, `{"type": ["RuntimeDefault"]}`, `[["data"]]`,
	})
}

func pick(g generator, choices []string) string {
	return choices[g.IntN(len(choices))]
}
