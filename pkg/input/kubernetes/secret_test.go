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

func secretsOf(t *testing.T, text string) (input.Secrets, *input.Document) {
	t.Helper()
	documents, problems := kubernetes.Parse(source.File{Path: "a.yaml", Content: []byte(text)})
	require.Empty(t, problems)
	if len(documents) == 0 || documents[0].Secret == nil {
		return input.Secrets{}, nil
	}
	return *documents[0].Secret, documents[0]
}

func podWith(container string) string {
	return "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n    - name: web\n" + container
}

func TestNamedValues(t *testing.T) {
	cases := []struct{ name, text, title string }{
		{"a variable", podWith("      env: [{name: DB_PASSWORD, value: hunter2}]"), `variable DB_PASSWORD of container "web"`},
		{"a variable made of another", podWith("      env: [{name: DB_PASSWORD, value: $(PW)}]"), ""},
		{"a value that is still to be filled in", podWith("      env: [{name: DB_PASSWORD, value: <your-password>}]"), ""},
		{"a path", podWith("      env: [{name: DB_PASSWORD, value: /run/secrets/db}]"), ""},
		{"a variable from a Secret", podWith("      env: [{name: DB_PASSWORD, valueFrom: {secretKeyRef: {name: a, key: b}}}]"), ""},
		{"a key of a ConfigMap", "kind: ConfigMap\nmetadata: {name: c}\ndata: {password: hunter2}", `key password of ConfigMap "c"`},
		{
			"a line in a ConfigMap", "kind: ConfigMap\nmetadata: {name: c}\ndata:\n  app.properties: |\n    a=b\n    db.password=hunter2\n",
			`db.password in key app.properties of ConfigMap "c"`,
		},
		{"a reference in a ConfigMap", "kind: ConfigMap\ndata: {password: '${PW}'}", ""},
		{"a file of that name", "kind: ConfigMap\ndata:\n  password: |\n    some\n    words\n", ""},
		{"the data of a Secret", "kind: Secret\nmetadata: {name: s}\ndata: {password: aHVudGVyMg==}", `key password of Secret "s"`},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			found, _ := secretsOf(t, tc.text)
			if tc.title == "" {
				require.Empty(t, found.Named["password"])
				return
			}
			require.Len(t, found.Named["password"], 1)
			require.Equal(t, tc.title, found.Named["password"][0].Title)
		})
	}
}

func TestManifests(t *testing.T) {
	cases := []struct{ name, text, keys string }{
		{"data and texts", "kind: Secret\ndata: {a: aHVudGVyMg==}\nstringData: {b: hunter2}", "a,b"},
		{"a reference", "kind: Secret\nstringData: {a: '${PW}'}", ""},
		{"an address", "kind: Secret\nstringData: {url: 'https://git.example.com'}", ""},
		{"nothing", "kind: Secret\ndata: {}", ""},
		{"a user beside a password", "kind: Secret\nstringData: {user: api, password: hunter2}", "password,user"},
		{"only what describes", "kind: Secret\nstringData: {type: helm, name: charts, enableOCI: 'true', url: charts.example.com}", ""},
		{"placeholders", "kind: Secret\nstringData: {username: my-username, password: my-password}", ""},
		{"prose where base64 should be", "kind: Secret\ndata: {token: it's a secret}", ""},
		{"encrypted by SOPS", "kind: Secret\ndata: {a: aHVudGVyMg==}\nsops: {version: 3.9.0}", ""},
		{"sealed", "kind: SealedSecret\nspec: {encryptedData: {a: AgBy3i4OJSWK}}", ""},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			found, _ := secretsOf(t, tc.text)
			var keys []string
			for _, m := range found.Manifests {
				keys = append(keys, m.Keys...)
			}
			require.Equal(t, tc.keys, strings.Join(keys, ","))
		})
	}
}

func TestReferences(t *testing.T) {
	found, document := secretsOf(t, podWith(`      env:
        - name: PW
          valueFrom:
            secretKeyRef: {name: db, key: pw}
        - name: MODE
          valueFrom:
            configMapKeyRef: {name: c, key: m}
      envFrom:
        - configMapRef: {name: c}
        - secretRef: {name: mail}
`))
	require.Len(t, found.References, 2)
	require.Equal(t, "PW", found.References[0].Name)
	require.Equal(t, 10, document.Locator.Locate(found.References[0].At).Span.Line)
	require.Equal(t, "mail", found.References[1].Secret)
}

func TestOpenServices(t *testing.T) {
	found, _ := secretsOf(t, podWith("      args: [redis-server, --protected-mode, 'no']\n      env: [{name: POSTGRES_HOST_AUTH_METHOD, value: trust}]"))
	require.Len(t, found.OpenServices, 2)
}

// Whatever holds a credential, neither the document nor a line of the file tells it.
func TestConceal(t *testing.T) {
	const value = "Wint3rmute"
	cases := []struct{ name, text string }{
		{"a variable", podWith("      env:\n        - name: DB_PASSWORD\n          value: " + value)},
		{"in a folded block", podWith("      env:\n        - name: DB_PASSWORD\n          value: >-\n            one\n            two\n            three\n            " + value)},
		{"in quotes", podWith("      env:\n        - {name: DB_PASSWORD, value: \"" + value + "\"}")},
		{"an address", podWith("      args: ['--db=postgres://app:" + value + "@db/app']")},
		{"a ConfigMap", "kind: ConfigMap\ndata:\n  db: |\n    A=b\n    PASSWORD=" + value + "\n    C=d\n"},
		{"a Secret", "kind: Secret\nstringData:\n  password: " + value},
		{"a Secret's data", "kind: Secret\ndata:\n  password: V2ludDNybXV0ZQ=="},
		{"any object", "kind: Application\nspec:\n  repo: https://ci:" + value + "@git.example.com/x"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			_, document := secretsOf(t, tc.text)
			document.Conceal()
			text, err := json.Marshal(document)
			require.NoError(t, err)
			require.NotContains(t, string(text), value)
			for i, line := range strings.Split(tc.text, "\n") {
				shown := document.Mask.Line(i+1, line)
				require.NotContains(t, shown, value)
				require.NotContains(t, shown, "V2ludDNybXV0ZQ")
			}
		})
	}
}

func TestContainersOfNoKnownKindAreNoPod(t *testing.T) {
	_, document := secretsOf(t, "apiVersion: example.com/v1\nkind: Set\ncontainers:\n- env: [{name: TOKEN, value: hunter2}]\n")
	require.Nil(t, document)
}

func TestAnAnchorThatHoldsItself(t *testing.T) {
	documents, _ := kubernetes.Parse(source.File{Path: "a.yaml", Content: []byte(
		"kind: X\nspec: &a\n  b: *a\n  c: [*a, *a, *a]\n  d: https://ci:hunter2@git.example.com\n")})
	require.LessOrEqual(t, len(documents), 1)
}
