package kubernetes_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input/kubernetes"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  template:
    spec:
      containers:
      - name: web   # the server
        image: "nginx:1.27"
        securityContext:
          privileged: true   # why?
      - image: >-
          busybox
        securityContext: {runAsUser: 0}
      -
        name: 'it''s'
        securityContext: &odd {privileged: &p yes, x: *p}
      initContainers: [{name: setup, securityContext: *odd}]
`

var placeCases = []struct{ name, at, text, node string }{
	{"a field that its declaration keeps deeper", "containers/0/privileged", "privileged: true", "containers/web/securityContext/privileged"},
	{"a quoted value", "containers/0/image", `image: "nginx:1.27"`, "containers/web/image"},
	{"a folded value is shown by its first line", "containers/1/image", "image: >-", "containers/1/image"},
	{"a container", "containers/0", "- name: web", "containers/web"},
	{"a container without a name", "containers/1", "- image: >-", "containers/1"},
	{"a container below its dash", "containers/2", "name: 'it''s'", "containers/it's"},
	{"an anchor before the value", "containers/2/privileged", "privileged: &p yes", "containers/it's/securityContext/privileged"},
	{"a value behind an alias is shown where it stands", "initContainers/0/privileged", "privileged: &p yes", "initContainers/setup/securityContext/privileged"},
	{"a value that is not there is its mapping's", "containers/1/privileged", "securityContext", "containers/1/securityContext/privileged"},
	{"a container that is not there is its list's", "containers/9/image", "containers", "containers/9/image"},
	{"a list", "containers", "containers", "containers"},
	{"a container of a flow list", "initContainers/0", "{name: setup", "initContainers/setup"},
}

func TestLocate(t *testing.T) {
	locator := parse(t, deployment)[0].Locator
	for _, test := range placeCases {
		t.Run(test.name, func(t *testing.T) {
			location := locator.Locate("spec/template/spec/" + test.at)
			require.Equal(t, test.text, cut(deployment, location.Span))
			require.Equal(t, "Deployment/shop/web/spec/template/spec/"+test.node, location.Node)
		})
	}
}

// model holds what places of the model, not of the object, are shown as.
const model = `kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  replicas: 1
  template:
    metadata:
      annotations: {example.com/a: b}
    spec:
      hostNetwork: true
      securityContext: {runAsUser: 0, sysctls: [{name: kernel.x}]}
      containers:
      - name: web
        securityContext: {capabilities: {drop: [ALL]}}
        resources: {limits: {memory: 1Gi}}
        readinessProbe: {httpGet: {host: x}}
        args: [a]
`

func TestLocateFieldsOfTheModel(t *testing.T) {
	locator := parse(t, model)[0].Locator
	for at, want := range map[string]string{
		"name":                             "name: web",
		"replicas":                         "replicas: 1",
		"host/network":                     "hostNetwork: true",
		"host/pid":                         "spec",
		"pod/user":                         "runAsUser: 0",
		"pod/group":                        "securityContext",
		"sysctls/0":                        "{name: kernel.x",
		"annotations/example.com/a":        "example.com/a: b",
		"containers/0/capabilities/drop":   "drop",
		"containers/0/capabilities/drop/0": "ALL",
		"containers/0/limits/memory":       "memory: 1Gi",
		"containers/0/limits/cpu":          "limits",
		"containers/0/probes/readiness":    "readinessProbe",
		"containers/0/probes/liveness":     "- name: web",
		"containers/0/arguments/0":         "a",
		"containers/0/user":                "securityContext",
	} {
		require.Equal(t, want, cut(model, locator.Locate("spec/template/spec/"+at).Span), at)
	}
	exact := locator.Locate("spec/template/spec/containers/0/capabilities/drop/0/value")
	require.True(t, exact.Exact)
	require.Equal(t, "ALL", cut(model, exact.Span))
	require.Equal(t, "host: x", cut(model, locator.Locate("spec/template/spec/containers/0/readinessProbe/httpGet/host").Span))
	require.Equal(t, "Deployment/shop/web/spec/template/spec/containers/web/securityContext/capabilities/drop/ALL",
		locator.Locate("spec/template/spec/containers/0/capabilities/drop/0").Node)
}

func TestLocateTheObject(t *testing.T) {
	for _, at := range []string{"", "nowhere", "nowhere/else"} {
		require.Equal(t, "kind: Deployment", cut(deployment, parse(t, deployment)[0].Locator.Locate(at).Span))
	}
}

func TestLocateCountsCharactersAndOddLineEnds(t *testing.T) {
	content := "# né\u2028\nkind: Pod\nspec:\n  containers: [{name: \"ü\", image: nginx}]\n"
	location := parse(t, content)[0].Locator.Locate("spec/containers/0/image")
	require.Equal(t, source.Span{Line: 4, Column: 28, EndLine: 4, EndColumn: 40}, location.Span)
}

func TestLocateInALaterDocumentAndAList(t *testing.T) {
	content := "kind: Pod\nspec: {}\n---\nkind: List\nitems:\n- kind: Pod\n  metadata: {name: b}\n  spec: {containers: [{image: x}]}\n"
	location := parse(t, content)[1].Locator.Locate("spec/containers/0/image")
	require.Equal(t, "image: x", cut(content, location.Span))
	require.Equal(t, "Pod//b/spec/containers/0/image", location.Node)
}

// cut returns the text of a span.
func cut(content string, span source.Span) string {
	lines := source.NewLines([]byte(content))
	return content[lines.Offset(span.Line, span.Column):lines.Offset(span.EndLine, span.EndColumn)]
}

func FuzzParse(f *testing.F) {
	for _, test := range containerCases {
		f.Add(pod(test.lines))
	}
	for _, test := range kindCases {
		f.Add(test.content)
	}
	for _, test := range problemCases {
		f.Add(test.content)
	}
	for _, test := range recogniseCases {
		f.Add(test.content)
	}
	for name := range bombs {
		f.Add(bombs[name][:min(len(bombs[name]), 500)])
	}
	for _, test := range containerFieldCases {
		f.Add(pod(test.lines))
	}
	for _, test := range workloadFieldCases {
		f.Add(test.content)
	}
	f.Add(deployment)
	f.Add(model)
	f.Fuzz(func(t *testing.T, content string) {
		kubernetes.Recognise("x.yaml", []byte(content))
		lines := source.NewLines([]byte(content))
		end := lines.Span(0, len(content))
		documents, problems := kubernetes.Parse(source.File{Path: "x.yaml", Content: []byte(content)})
		for _, problem := range problems {
			require.NotEmpty(t, problem.Message)
			require.True(t, end.Contains(problem.Span), "%v", problem)
		}
		for _, document := range documents {
			var podPath string
			if document.Workload != nil {
				podPath = document.Workload.At
			}
			for _, at := range places(podPath) {
				require.True(t, end.Contains(document.Locator.Locate(at).Span), at)
			}
		}
	})
}

// places lists places that are often there.
func places(podPath string) []string {
	all := []string{"", podPath, "metadata/name", strings.Repeat("a/", 40)}
	for _, container := range []string{"/containers/0", "/containers/1", "/initContainers/0", "/ephemeralContainers/0"} {
		all = append(all, podPath+container, podPath+container+"/privileged", podPath+container+"/image")
	}
	return all
}
