package kubernetes_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/kubernetes"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// pod is a Pod whose one container has the given lines.
func pod(container string) string {
	indented := strings.ReplaceAll(strings.TrimSpace(container), "\n", "\n    ")
	return "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - " + indented + "\n"
}

func parse(t *testing.T, content string) []*input.Document {
	t.Helper()
	documents, problems := kubernetes.Parse(source.File{Path: "web.yaml", Content: []byte(content)})
	require.Empty(t, problems)
	return documents
}

var (
	yes = true
	no  = false
)

var containerCases = []struct {
	name, lines string
	want        input.Container
}{
	{
		"a container says what it runs", "name: web\nimage: nginx:1.27",
		input.Container{Name: "web", Title: `container "web"`, Image: "nginx:1.27"},
	},
	{"a container without a name is called by its number", "image: nginx", input.Container{Image: "nginx"}},
	{"a number is no image", "image: 1.27", input.Container{}},
	{"a date is text", "image: 2001-01-01", input.Container{Image: "2001-01-01"}},
	{"an empty name is none", `name: ""`, input.Container{}},
	{"null is nothing", "name: null\nimage: ~\nsecurityContext:", input.Container{}},
	{"privileged", "securityContext: {privileged: true}", input.Container{Privileged: &yes}},
	{"not privileged", "securityContext:\n  privileged: false", input.Container{Privileged: &no}},
	{"yes is true, as it is for kubectl", "securityContext: {privileged: yes}", input.Container{Privileged: &yes}},
	{"off is false", "securityContext: {privileged: Off}", input.Container{Privileged: &no}},
	{"a quoted boolean is text", `securityContext: {privileged: "true"}`, input.Container{}},
	{"a name that reads as a boolean is none", "name: on", input.Container{}},
	{"a tag makes it text", "image: !!str on", input.Container{Image: "on"}},
	{"a tag makes it a boolean", "securityContext: {privileged: !!bool true}", input.Container{Privileged: &yes}},
	{"a list is no security context", "securityContext: [privileged]", input.Container{}},
	{
		"an alias stands for what its anchor names", "image: &image nginx\nname: *image",
		input.Container{Name: "nginx", Title: `container "nginx"`, Image: "nginx"},
	},
	{
		"merge keys are resolved", "image: nginx\nx: &x {privileged: true}\nsecurityContext: {<<: *x, other: 0}",
		input.Container{Image: "nginx", Privileged: &yes},
	},
	{
		"the first of several merged mappings wins",
		"x: &x {image: a}\ny: &y {image: b}\n<<: [*x, *y]", input.Container{Image: "a"},
	},
	{"what comes last wins, be it a merge", "x: &x {image: b}\nimage: a\n<<: *x", input.Container{Image: "b"}},
	{"a key after a merge wins", "x: &x {image: b}\n<<: *x\nimage: a", input.Container{Image: "a"}},
}

func TestContainer(t *testing.T) {
	for _, test := range containerCases {
		t.Run(test.name, func(t *testing.T) {
			if test.want.Title == "" {
				test.want.Title = "container 0"
			}
			test.want.Role, test.want.At = "main", "spec/containers/0"
			require.Equal(t, []input.Container{test.want}, parse(t, pod(test.lines))[0].Workload.Containers)
		})
	}
}

var kindCases = []struct{ name, content, want string }{
	{"a Pod", "kind: Pod\nspec: {containers: [{}]}", "Pod spec/containers/0"},
	{"a PodTemplate", "kind: PodTemplate\ntemplate: {spec: {containers: [{}]}}", "PodTemplate template/spec/containers/0"},
	{"a Deployment", "kind: Deployment\nspec: {template: {spec: {containers: [{}]}}}", "Deployment spec/template/spec/containers/0"},
	{
		"a CronJob", "kind: CronJob\nspec: {jobTemplate: {spec: {template: {spec: {containers: [{}]}}}}}",
		"CronJob spec/jobTemplate/spec/template/spec/containers/0",
	},
	{"a Service has no pod", "kind: Service\nspec: {containers: [{}]}", ""},
	{"a pod template that is a text is none", "kind: Deployment\nspec: {template: {spec: none}}", ""},
	{"a pod without containers is a workload", "kind: Pod\nspec: {}", "Pod"},
	{"containers that are no list are none", "kind: Pod\nspec: {containers: {a: {}}}", "Pod"},
	{"an element that is a text is no container, but counts", "kind: Pod\nspec: {containers: [x, {}]}", "Pod spec/containers/1"},
	{
		"all roles", "kind: Pod\nspec: {ephemeralContainers: [{}], initContainers: [{}], containers: [{}]}",
		"Pod spec/containers/0 spec/initContainers/0 spec/ephemeralContainers/0",
	},
	{
		"two documents, with directives and comments between them",
		"%YAML 1.1\n---\nkind: Pod\nspec: {}\n...\n# next\n---\nkind: Pod\nspec: {containers: [{}]}\n",
		"Pod|Pod spec/containers/0",
	},
	{"a List", "kind: List\nitems:\n- {kind: Pod, spec: {}}\n- 1\n- {kind: List, items: [{kind: Pod, spec: {}}]}", "Pod|Pod"},
	{"a PodList, whose pods need not say what they are", "kind: PodList\nitems:\n- {spec: {}}\n- {kind: Job, spec: {}}", "Pod"},
	{"JSON with tabs", "{\n\t\"kind\": \"Pod\",\n\t\"spec\": {\"containers\": [{}]}\n}", "Pod spec/containers/0"},
	{"a byte order mark and CRLF", "\uFEFFkind: Pod\r\nspec:\r\n  containers:\r\n  - {}\r\n", "Pod spec/containers/0"},
	{"JSON with a character that takes two escapes", `{"kind": "Pod", "x": "\ud83d\uDE00", "spec": {}}`, "Pod"},
	{"nothing", "", ""},
}

func TestKinds(t *testing.T) {
	for _, test := range kindCases {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, document := range parse(t, test.content) {
				words := []string{document.Workload.Kind}
				for _, container := range document.Workload.Containers {
					words = append(words, container.At)
				}
				got = append(got, strings.Join(words, " "))
			}
			require.Equal(t, test.want, strings.Join(got, "|"))
		})
	}
}

var problemCases = []struct {
	name, content, message, place string
	template                      bool
	documents                     int
}{
	{
		name: "a duplicate key is shown where it stands again", content: pod("image: a\nname: web\nimage: b"),
		message: `the key "image" stands twice in one mapping`, place: "8:5", documents: 1,
	},
	{
		name: "a broken document does not hide its neighbours", documents: 2,
		content: pod("{}") + "---\nkind: Pod\n metadata: {}\n---\n" + pod("{}"),
		message: "invalid YAML: mapping values are not allowed in this context", place: "9:2",
	},
	{
		name: "a line that fits into no block is shown itself", content: "kind: Service\nspec:\n  type: ClusterIP\n  ports: []\n  clusterIP: {PREFIX}.16\n",
		message: "invalid YAML: did not find expected key", place: "5:3",
	},
	{
		name: "a mistake in a stream of JSON does not hide what stands before it", documents: 1,
		content: `{"kind": "Pod", "spec": {}}` + "\n" + `{"kind": "Pod", "spec": {]}` + "\n",
		message: "invalid YAML: did not find expected node content", place: "2:1",
	},
	{
		name: "an unknown anchor", content: "kind: Pod\nspec: *nowhere\n",
		message: "invalid YAML: unknown anchor 'nowhere' referenced", place: "1:1",
	},
	{
		name: "a template is no mistake", content: "kind: Pod\n{{- if .Values.on }}\nspec: {}\n{{- end }}\n",
		message: "a template that is not YAML yet: render it and test what comes out", place: "2:1", template: true,
	},
	{
		name: "a template that is YAML by accident is one still", content: "kind: Pod\nspec:\n  replicas: {{ .count }}\n",
		message: "a template that is not YAML yet: render it and test what comes out", place: "3:14", template: true,
	},
	{
		name: "a key that no cluster takes", content: "kind: Pod\nspec:\n  ? [a, b]\n  : c\n",
		message: "invalid YAML: a key that is no scalar", place: "3:5",
	},
}

func TestProblems(t *testing.T) {
	for _, test := range problemCases {
		t.Run(test.name, func(t *testing.T) {
			documents, problems := kubernetes.Parse(source.File{Path: "web.yaml", Content: []byte(test.content)})
			require.Len(t, problems, 1)
			require.Equal(t, test.message, problems[0].Message)
			require.Equal(t, test.place, problems[0].Span.String())
			require.Equal(t, test.template, problems[0].Template)
			require.Len(t, documents, test.documents)
		})
	}
}

func TestStreamOfJSON(t *testing.T) {
	object := func(name string) string {
		return `{"kind": "Pod", "metadata": {"name": "` + name + `"}, "spec": {"hostPID": true, "containers": [{"name": "}{"}]}}`
	}
	documents := parse(t, object("a")+"\n"+object("b")+object("c")+"\n\n")
	require.Len(t, documents, 3)
	require.Equal(t, "c", documents[2].Workload.Name)
	require.Equal(t, "2:154", documents[2].Locator.Locate("spec/hostPID").Span.String())
}

func TestTemplateThatIsYAMLIsJudged(t *testing.T) {
	documents := parse(t, pod("name: '{{ .name }}'\nimage: web:{{ .tag }}\nsecurityContext: {privileged: true}"))
	require.Equal(t, &yes, documents[0].Workload.Containers[0].Privileged)
}

var bombs = map[string]string{
	"containers of aliases": "x: &x {" + strings.Repeat("k: v, ", 2000) + "}\nkind: Pod\nspec:\n  containers: [" +
		strings.Repeat("*x, ", 30000) + "]\n",
	"lists of lists": "kind: List\na: &a {kind: List, items: [" + strings.Repeat("{kind: Pod, spec: {}}, ", 100) + "]}\n" +
		"b: &b {kind: List, items: [" + strings.Repeat("*a, ", 100) + "]}\n" +
		"c: &c {kind: List, items: [" + strings.Repeat("*b, ", 100) + "]}\n" +
		"items: [" + strings.Repeat("*c, ", 100) + "]\n",
	"a list that holds itself twice": "&l\nkind: List\nitems: [*l, *l, *l, *l, *l, *l, *l, *l]\n",
	"a mapping that merges itself":   "kind: Pod\nspec: &s\n  <<: [*s, *s]\n  initContainers: []\n",
}

func TestAliasBombsAreBounded(t *testing.T) {
	for name, content := range bombs {
		t.Run(name, func(t *testing.T) {
			documents, _ := kubernetes.Parse(source.File{Path: "bomb.yaml", Content: []byte(content)})
			require.Less(t, len(documents), 200_000)
		})
	}
	_, problems := kubernetes.Parse(source.File{Path: "bomb.yaml", Content: []byte(bombs["lists of lists"])})
	require.Contains(t, problems[len(problems)-1].Message, "aliases")
}

var recogniseCases = []struct {
	name, content string
	want          bool
}{
	{"an object", "apiVersion: v1\nkind: Pod\n", true},
	{"keys in another order and quoted", "metadata: {}\n\"kind\": 'Pod'\n'apiVersion': v1\n", true},
	{"comments first", "# apiVersion\n\n---\n  kind: Pod\n  apiVersion: v1\n", true},
	{"the second document", "values: 1\n---\napiVersion: v1\nkind: Pod\n", true},
	{"JSON", `{"apiVersion": "v1", "kind": "Pod"}`, true},
	{"JSON over several lines", "{\n  \"kind\": \"Pod\",\n  \"apiVersion\": \"v1\"\n}\n", true},
	{"broken JSON that looks like an object", "{\n  \"kind\": \"Pod\",\n  \"apiVersion\": \"v1\",\n  }}\n", true},
	{"a template", "{{- if .on }}\napiVersion: v1\nkind: Pod\n{{- end }}\n", true},
	{"a template that chooses the kind", "apiVersion: apps/v1\nkind: {{ .Values.kind | default \"Deployment\" }}\n", true},
	{"a template that begins with a comment", "{{- /*\n  Where it runs:\n  anywhere\n*/}}\napiVersion: v1\nkind: Pod\n", true},
	{"a template that works something out first", "{{- $folder := .gke | ternary\n    \"/a\"\n    \"/b\"\n}}\napiVersion: v1\nkind: Pod\n", true},
	{"a stream of JSON", "{\"apiVersion\": \"v1\", \"kind\": \"Pod\"}\n{\"apiVersion\": \"v1\", \"kind\": \"Pod\"}\n", true},
	{"a byte order mark", "\uFEFFapiVersion: v1\nkind: Pod\n", true},
	{"the keys are in different documents", "apiVersion: v1\n---\nkind: Pod\n", false},
	{"a version alone", "apiVersion: v2\nname: chart\n", false},
	{"the keys lie deeper", "x:\n  apiVersion: v1\n  kind: Pod\n", false},
	{"the keys lie deeper in JSON", `{"x": {"apiVersion": "v1", "kind": "Pod"}}`, false},
	{"the kind is a number", "apiVersion: v1\nkind: 3\n", false},
	{"a word in a text", "description: apiVersion and kind\n", false},
	{"nothing", "", false},
}

func TestRecognise(t *testing.T) {
	for _, test := range recogniseCases {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.want, kubernetes.Recognise("x.yaml", []byte(test.content)))
		})
	}
}

func TestNamed(t *testing.T) {
	for path, want := range map[string]bool{"a/b.yaml": true, "b.YML": true, "b.json": true, "b.yaml.tmpl": false, "yaml": false} {
		require.Equal(t, want, kubernetes.Named(path), path)
	}
}
