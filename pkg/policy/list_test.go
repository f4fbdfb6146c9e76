package policy_test

import (
	"bytes"
	"os"
	"path"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/stretchr/testify/require"
	"sigs.k8s.io/yaml"

	"github.com/seaworthy-policy/seaworthy/pkg/policy"
)

// reading is a module that imports a list.
func reading(t *testing.T, name string) map[string]*ast.Module {
	t.Helper()
	module, err := ast.ParseModule("reader.rego", "package reader\n\nimport data.seaworthy.data."+name)
	require.NoError(t, err)
	return map[string]*ast.Module{"reader.rego": module}
}

func libraryWith(t *testing.T, name, text string) *policy.Library {
	t.Helper()
	library, err := policy.Load(fstest.MapFS{"seaworthy/data/" + name + "/data.yaml": {Data: []byte(text)}})
	require.NoError(t, err)
	return library
}

func TestListsReadsWhatModulesImport(t *testing.T) {
	cases := []struct {
		name, text, want string
	}{
		{"texts", "[curl, 'yes', \"1.0\"]", `{"tools": ["curl", "yes", "1.0"]}`},
		{"a date stays as it is written", "ended: 2024-06-30", `{"tools": {"ended": "2024-06-30"}}`},
		{"numbers and truth values", "{port: 22, shell: false}", `{"tools": {"port": 22, "shell": false}}`},
		{"entries below each other", "- images: [a]\n  shell: true\n- images: [b]\n", `{"tools": [{"images": ["a"], "shell": true}, {"images": ["b"]}]}`},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			lists, err := libraryWith(t, "tools", tc.text).Lists(reading(t, "tools"))
			require.NoError(t, err)
			require.Zero(t, lists.Compare(ast.MustParseTerm(tc.want).Value), lists.String())
		})
	}
}

func TestListsLeavesOutWhatNobodyReads(t *testing.T) {
	lists, err := libraryWith(t, "tools", "{").Lists(nil)
	require.NoError(t, err)
	require.Zero(t, lists.Len())
}

func TestListsRefusesWhatOPAWouldReadDifferently(t *testing.T) {
	for name, text := range map[string]string{
		"an empty file":         "# nothing\n",
		"a value that is empty": "shell:\n",
		"a fraction":            "share: 0.5\n",
		"an alias":              "a: &x [b]\nc: *x\n",
		"broken YAML":           "{",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := libraryWith(t, "tools", text).Lists(reading(t, "tools"))
			require.ErrorIs(t, err, policy.ErrList)
		})
	}
}

func TestListsNamesTheListThatIsNotThere(t *testing.T) {
	_, err := libraryWith(t, "tools", "[a]").Lists(reading(t, "toils"))
	require.ErrorIs(t, err, os.ErrNotExist)
	require.ErrorContains(t, err, "toils")
}

// OPA reads a bundle's data.yaml by way of JSON.
func TestEveryListIsReadAsOPAReadsIt(t *testing.T) {
	tree := os.DirFS("../../policies")
	library, err := policy.Load(tree)
	require.NoError(t, err)
	files, err := filepath.Glob("../../policies/seaworthy/data/*/data.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		name := path.Base(filepath.ToSlash(filepath.Dir(file)))
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			asJSON, err := yaml.YAMLToJSON(text)
			require.NoError(t, err)
			want, err := ast.ValueFromReader(bytes.NewReader(asJSON))
			require.NoError(t, err)
			lists, err := library.Lists(reading(t, name))
			require.NoError(t, err)
			require.Zero(t, lists.Get(ast.StringTerm(name)).Value.Compare(want))
		})
	}
}
