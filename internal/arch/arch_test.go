package arch_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/internal/arch"
)

const module = "github.com/seaworthy-policy/seaworthy/"

func TestTheSourceKeepsTheLayers(t *testing.T) {
	packages, err := arch.Load("../..")
	require.NoError(t, err)
	require.Greater(t, len(packages), 10)
	for _, fault := range arch.Faults(packages) {
		t.Error(fault)
	}
}

func TestFaults(t *testing.T) {
	cases := []struct {
		name, path, imports string
		want                []string
	}{
		{name: "a lower layer", path: "pkg/engine", imports: module + "pkg/policy"},
		{name: "the standard library", path: "pkg/source", imports: "io/fs"},
		{name: "a sibling", path: "pkg/input/dockerfile", imports: module + "pkg/input/kubernetes",
			want: []string{"pkg/input/dockerfile (layer 4): imports pkg/input/kubernetes (layer 4)"}},
		{name: "a higher layer", path: "pkg/rule", imports: module + "pkg/engine",
			want: []string{"pkg/rule (layer 0): imports pkg/engine (layer 4)"}},
		{name: "development in what is shipped", path: "pkg/engine", imports: module + "internal/arch",
			want: []string{"pkg/engine: imports internal/arch, which is for development"}},
		{name: "development imports anything", path: "internal/tool", imports: module + "cmd/seaworthy"},
		{name: "a package without a layer", path: "pkg/helper", imports: "fmt",
			want: []string{"pkg/helper: has no layer; add it to the table in internal/arch"}},
		{name: "cobra on the command line", path: "cmd/seaworthy", imports: "github.com/spf13/cobra"},
		{name: "cobra elsewhere", path: "pkg/server", imports: "github.com/spf13/cobra",
			want: []string{"pkg/server: imports github.com/spf13/cobra, which is for cmd/"}},
		{name: "the evaluator in the engine", path: "pkg/engine", imports: "github.com/open-policy-agent/opa/v1/topdown"},
		{name: "the evaluator elsewhere", path: "pkg/policy", imports: "github.com/open-policy-agent/opa/v1/rego",
			want: []string{"pkg/policy: imports github.com/open-policy-agent/opa/v1/rego, which is for pkg/engine, pkg/engine/rego"}},
		{name: "Rego's syntax where rules are read", path: "pkg/policy", imports: "github.com/open-policy-agent/opa/v1/ast"},
		{name: "Rego's syntax elsewhere", path: "pkg/report", imports: "github.com/open-policy-agent/opa/v1/ast",
			want: []string{"pkg/report: imports github.com/open-policy-agent/opa/v1/ast, which is for pkg/engine, pkg/engine/rego, pkg/policy, pkg/policy/compiled, pkg/gatekeeper, pkg/bundle"}},
		{name: "BuildKit where Dockerfiles are read", path: "pkg/input/dockerfile", imports: "github.com/moby/buildkit/frontend/dockerfile/parser"},
		{name: "BuildKit elsewhere", path: "pkg/input/command", imports: "github.com/moby/buildkit/frontend/dockerfile/shell",
			want: []string{"pkg/input/command: imports github.com/moby/buildkit/frontend/dockerfile/shell, which is for pkg/input/dockerfile, pkg/conftest/configuration"}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			require.Equal(t, tc.want, arch.Faults([]arch.Package{{Path: tc.path, Imports: []string{tc.imports}}}))
		})
	}
}

func TestLoad(t *testing.T) {
	root := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":                    "module example.com/m\n",
		"cmd/seaworthy/main.go":     "package main\n\nimport \"os\"\n\nfunc main() { os.Exit(run()) }\n\nfunc run() int {\n\tos.Exit(3)\n\treturn 0\n}\n",
		"pkg/rule/rule.go":          "package rule\n\nimport (\n\t\"fmt\"\n\tother \"os\"\n)\n\nfunc init() { fmt.Println(other.Args) }\n",
		"pkg/rule/rule_test.go":     "package rule_test\n\nimport \"testing\"\n\nfunc init() {}\n\nfunc TestMain(m *testing.M) { os.Exit(m.Run()) }\n",
		"pkg/rule/testdata/a.go":    "package a\n\nfunc init() {}\n",
		"nested/go.mod":             "module example.com/nested\n",
		"nested/nested.go":          "package nested\n\nfunc init() {}\n",
		".hidden/hidden.go":         "package hidden\n\nfunc init() {}\n",
		"pkg/rule/method/method.go": "package method\n\ntype t struct{}\n\nfunc (t) init() {}\n",
	} {
		file := filepath.Join(root, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
	}
	packages, err := arch.Load(root)
	require.NoError(t, err)
	require.Equal(t, []arch.Package{
		{Path: "cmd/seaworthy", Imports: []string{"os"}, Exits: []string{"cmd/seaworthy/main.go:8"}},
		{Path: "pkg/rule", Imports: []string{"fmt", "os"}, Inits: []string{"pkg/rule/rule.go:8", "pkg/rule/rule_test.go:5"}},
		{Path: "pkg/rule/method"},
	}, packages)
	require.Equal(t, []string{
		"cmd/seaworthy/main.go:8: calls os.Exit outside of main",
		"pkg/rule/rule.go:8: has an init function",
		"pkg/rule/rule_test.go:5: has an init function",
		"pkg/rule/method: has no layer; add it to the table in internal/arch",
	}, arch.Faults(packages))
}
