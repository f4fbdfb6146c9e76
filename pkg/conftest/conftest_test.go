package conftest_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/conftest"
	"github.com/seaworthy-policy/seaworthy/pkg/conftest/configuration"
	"github.com/seaworthy-policy/seaworthy/pkg/engine/rego"
	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// policies writes one policy and returns its folder.
func policies(t *testing.T, text string) string {
	t.Helper()
	folder := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(folder, "p.rego"), []byte(text), 0o600))
	return folder
}

func check(t *testing.T, options conftest.Options, text string, files ...source.File) []finding.File {
	t.Helper()
	options.Policies = []string{policies(t, text)}
	checker, err := conftest.New(options)
	require.NoError(t, err)
	result, err := checker.Check(t.Context(), files...)
	require.NoError(t, err)
	return result.Files
}

func TestWhichRulesAreAsked(t *testing.T) {
	const text = `package main
deny contains "a"
deny_a contains "b"
deny_a_b2 contains "c"
deny_ contains "no suffix"
deny_a__b contains "two underscores"
denyx contains "another word"
warning contains "another word"
violation contains "d"
warn_x contains "e"
`
	options := conftest.Options{Policies: []string{policies(t, text)}}
	checker, err := conftest.New(options)
	require.NoError(t, err)
	require.Equal(t, []string{"main/deny", "main/deny_a", "main/deny_a_b2", "main/violation", "main/warn_x"}, checker.Rules())
}

func TestTestsAreCountedByDefinition(t *testing.T) {
	const text = `package main
deny contains "one" if input.a
deny contains "two" if input.b
deny contains msg if { some msg in input.list }
warn contains "w" if input.w
`
	cases := []struct {
		name, input    string
		passed, failed int
	}{
		{"nothing holds", `{}`, 4, 0},
		{"one of three definitions", `{"a": 1}`, 3, 1},
		{"more than there are definitions", `{"list": ["x", "y", "z", "zz"]}`, 1, 4},
		{"two documents", `[{"a": 1}, {}]`, 7, 1},
		{"no document", `[]`, 0, 0},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			files := check(t, conftest.Options{}, text, source.File{Path: "a.json", Content: []byte(tc.input)})
			require.Len(t, files, 1)
			require.Equal(t, tc.passed, files[0].Successes())
			require.Len(t, files[0].Findings, tc.failed)
		})
	}
}

func TestWhatRulesMaySay(t *testing.T) {
	cases := []struct {
		name, rule string
		want       []string
		problem    string
	}{
		{"a text", `deny contains "x"`, []string{"x"}, ""},
		{"an object", `violation contains {"msg": "x", "details": {}}`, []string{"x"}, ""},
		{"a list", `deny := ["x", {"msg": "y"}]`, []string{"x", "y"}, ""},
		{"nothing in words", `deny contains ""`, nil, ""},
		{"a number", `deny contains 1`, nil, ""},
		{"the truth", `deny := true`, nil, ""},
		{"an object without msg", `deny contains {"message": "x"}`, nil, "must have the text msg"},
		{"an object whose msg is no text", `deny contains {"msg": 1}`, nil, "must have the text msg"},
		{"two things at once", "deny := [\"x\"]\ndeny := [\"y\"]", nil, "can't be evaluated"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			files := check(t, conftest.Options{}, "package main\n"+tc.rule, source.File{Path: "a.yaml", Content: []byte("a: 1\n")})
			var got []string
			for _, found := range files[0].Findings {
				got = append(got, found.Message)
				require.Equal(t, rule.High, found.Severity)
			}
			require.Equal(t, tc.want, got)
			require.Equal(t, tc.problem != "", len(files[0].Problems) > 0)
			for _, problem := range files[0].Problems {
				require.Contains(t, problem.Message, tc.problem)
			}
		})
	}
}

func TestPlacesThatRulesName(t *testing.T) {
	cases := []struct{ name, place, file, span string }{
		{"a file and a line", `{"file": "b.yaml", "line": 7}`, "b.yaml", "7:1"},
		{"a line", `{"line": 2}`, "a.yaml", "2:1"},
		{"a file", `{"file": "b.yaml"}`, "b.yaml", "-"},
		{"a line that is none", `{"file": "b.yaml", "line": "7"}`, "b.yaml", "-"},
		{"no object", `"b.yaml"`, "a.yaml", "1:1"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			text := `package main
deny contains {"msg": "x", "_loc": ` + tc.place + `} if input.a`
			files := check(t, conftest.Options{}, text, source.File{Path: "a.yaml", Content: []byte("a: 1\nb: 2\n")})
			require.Equal(t, tc.file, files[0].Findings[0].File)
			require.Equal(t, tc.span, files[0].Findings[0].Span.String())
		})
	}
}

func TestFingerprintsTellEqualMessagesApart(t *testing.T) {
	files := check(t, conftest.Options{}, "package main\ndeny contains \"x\" if input.a", source.File{Path: "a.yaml", Content: []byte("a: 1\n---\na: 1\n")})
	require.Len(t, files[0].Findings, 2)
	require.NotEqual(t, files[0].Findings[0].Fingerprint, files[0].Findings[1].Fingerprint)
}

func TestMatchesNamespace(t *testing.T) {
	cases := []struct {
		pattern, namespace string
		want               bool
	}{
		{"main", "main", true}, {"main", "main.sub", false}, {"k8s.*", "k8s.pods.deep", true}, {"*", "a.b", true},
		{"k8?.pods", "k8s.pods", true}, {"[km]*", "main", true}, {"[^m]ain", "main", false},
	}
	for _, tc := range cases {
		fits, err := conftest.MatchesNamespace([]string{"other", tc.pattern}, tc.namespace)
		require.NoError(t, err)
		require.Equal(t, tc.want, fits, tc.pattern)
	}
	_, err := conftest.MatchesNamespace([]string{"["}, "main")
	require.ErrorIs(t, err, conftest.ErrNamespace)
}

func TestNewRefuses(t *testing.T) {
	folder := policies(t, "package main")
	empty := t.TempDir()
	cases := []struct {
		name    string
		options conftest.Options
		target  error
	}{
		{"no Rego", conftest.Options{Policies: []string{empty}}, conftest.ErrNoPolicies},
		{"no folder", conftest.Options{Policies: []string{filepath.Join(empty, "x")}}, fs.ErrNotExist},
		{"no data", conftest.Options{Policies: []string{folder}, Data: []string{filepath.Join(empty, "x")}}, fs.ErrNotExist},
		{"no parser", conftest.Options{Policies: []string{folder}, Parser: "morse"}, configuration.ErrUnknown},
		{"a parser of conftest's", conftest.Options{Policies: []string{folder}, Parser: "cue"}, configuration.ErrUnreadable},
		{"a pattern that is none", conftest.Options{Policies: []string{folder}, Namespaces: []string{"["}}, conftest.ErrNamespace},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			_, err := conftest.New(tc.options)
			require.ErrorIs(t, err, tc.target)
		})
	}
	_, err := conftest.New(conftest.Options{Policies: []string{policies(t, "package")}})
	var mistakes *rego.CompileError
	require.ErrorAs(t, err, &mistakes)
}

func TestACheckEndsWithItsContext(t *testing.T) {
	checker, err := conftest.New(conftest.Options{Policies: []string{policies(t, "package main\ndeny contains \"x\"")}})
	require.NoError(t, err)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	_, err = checker.Check(ctx, source.File{Path: "a.yaml", Content: []byte("a: 1\n")})
	require.ErrorIs(t, err, context.Canceled)
	_, err = checker.CheckPaths(ctx, t.TempDir())
	require.ErrorIs(t, err, context.Canceled)
}

func TestTheSameWhateverTheParallelism(t *testing.T) {
	var files []source.File
	for i := range 50 {
		files = append(files, source.File{Path: strings.Repeat("x", i+1) + ".yaml", Content: []byte("a: 1\n---\na: 2\n")})
	}
	const text = "package main\ndeny contains sprintf(\"%d\", [input.a])"
	first := check(t, conftest.Options{}, text, files...)
	require.Len(t, first, 50)
	for range 3 {
		require.Equal(t, first, check(t, conftest.Options{}, text, files...))
	}
}

func TestReadSettings(t *testing.T) {
	file := filepath.Join(t.TempDir(), "conftest.toml")
	write := func(text string) { require.NoError(t, os.WriteFile(file, []byte(text), 0o600)) }
	write("policy = [\"a\", \"b\"]\nno-fail = true\nnamespace = \"main\"\n")
	settings, err := conftest.ReadSettings(file)
	require.NoError(t, err)
	require.Equal(t, conftest.Settings{"policy": {"a", "b"}, "no-fail": {"true"}, "namespace": {"main"}}, settings)
	for _, text := range []string{"policy = [", "policy = 1.5", "policy = [[1]]"} {
		write(text)
		_, err := conftest.ReadSettings(file)
		require.ErrorIs(t, err, conftest.ErrSettings, text)
	}
	_, err = conftest.ReadSettings(file + "x")
	require.ErrorIs(t, err, fs.ErrNotExist)
}
