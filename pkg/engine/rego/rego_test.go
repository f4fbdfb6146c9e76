package rego_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/engine/rego"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

func module(name, text string) source.File {
	return source.File{Path: name, Content: []byte(text)}
}

func compile(t *testing.T, options rego.Options, text string) *rego.Policies {
	t.Helper()
	policies, err := rego.Compile([]source.File{module("p.rego", "package main\n"+text)}, rego.Data{}, options)
	require.NoError(t, err)
	return policies
}

func ask(t *testing.T, policies *rego.Policies, input string) rego.Answer {
	t.Helper()
	read, err := rego.NewInput(json.RawMessage(input))
	require.NoError(t, err)
	answer, err := policies.Ask(t.Context(), rego.Question{Namespace: "main", Rule: "deny", Input: read})
	require.NoError(t, err)
	return answer
}

func TestAsk(t *testing.T) {
	cases := []struct {
		name, text string
		want       []string
	}{
		{"a set, in order", `deny contains x if some x in ["b", "a"]`, []string{`"a"`, `"b"`}},
		{"a list", `deny := ["b", {"msg": "<a>"}]`, []string{`"b"`, `{"msg":"<a>"}`}},
		{"nothing in a set", `deny contains "x" if input.absent`, nil},
		{"undefined", `deny := ["x"] if input.absent`, nil},
		{"no collection", `deny := true`, nil},
		{"no such rule", `other := 1`, nil},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			var got []string
			for _, element := range ask(t, compile(t, rego.Options{}, tc.text), `{}`).Elements {
				got = append(got, string(element.JSON))
			}
			require.Equal(t, tc.want, got)
		})
	}
}

func TestPlaces(t *testing.T) {
	const pod = `{"kind": "Pod", "metadata": {"name": "n"}, "spec": {"host": true, "a": 2, "list": [{"x": 1}, {"x": 2}, {"x": 2}]}}`
	cases := []struct {
		name, text string
		want       [][]string
	}{
		{"an element that is iterated", `deny contains sprintf("%d", [e.x]) if some e in input.spec.list`, [][]string{{"spec", "list", "0"}, {"spec", "list", "1"}}},
		{"by an index", `deny contains "two" if input.spec.list[i].x == 2`, [][]string{{"spec", "list", "1", "x"}}},
		{"by a variable that stands for it", `deny contains msg if { e := input.spec.list[_]; y := e.x; y > 1; msg := "two" }`, [][]string{{"spec", "list", "1"}}},
		{"several fields of it", `deny contains "two" if { some e in input.spec.list; e.x == 2; not e.y }`, [][]string{{"spec", "list", "1"}}},
		{"one fixed place", `deny contains "host" if input.spec.host`, [][]string{{"spec", "host"}}},
		{"what is missing", `deny contains "root" if { input.kind == "Pod"; not input.spec.user.id }`, [][]string{{"spec", "user", "id"}}},
		{"two places are what holds both", `deny contains "both" if { input.spec.host; input.spec.a == 2 }`, [][]string{{"spec"}}},
		{"two elements", `deny contains "same" if { some i, j; input.spec.list[i].x == input.spec.list[j].x; i < j }`, [][]string{{"spec", "list"}}},
		{"what a helper knows", "deny contains \"helped\" if { bad; input.spec.a }\nbad if input.spec.host", [][]string{nil}},
		{"what a helper says of an element", "deny contains \"big\" if { some e in input.spec.list; big(e) }\nbig(e) if e.x > 1", [][]string{{"spec", "list", "1"}}},
		{"another input", `deny contains "with" if input.spec.a with input as {"spec": {"a": 1}}`, [][]string{nil}},
		{"no set", `deny := ["list"] if input.spec.host`, [][]string{nil}},
		{"what must not be asked twice", `deny contains "now" if { input.spec.host; time.now_ns() > 0 }`, [][]string{nil}},
		{"nothing of the input", `deny contains "always"`, [][]string{nil}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			policies := compile(t, rego.Options{}, tc.text)
			require.Equal(t, tc.want, policies.Places(t.Context(), ask(t, policies, pod)))
		})
	}
}

func TestPlacesGivesUpOnLongEvaluations(t *testing.T) {
	policies := compile(t, rego.Options{}, `deny contains "long" if { some i in numbers.range(1, 60000); i == 60000; input.a }`)
	require.Equal(t, [][]string{nil}, policies.Places(t.Context(), ask(t, policies, `{"a": 1}`)))
}

func TestCompileSaysWhatIsWrong(t *testing.T) {
	cases := []struct {
		name, text string
		options    rego.Options
		want       string
	}{
		{"no Rego", "package main\ndeny contains", rego.Options{}, "p.rego:2: "},
		{"an old word", "package main\ndeny[x] { x := 1 }", rego.Options{}, "p.rego:2: `if` keyword is required before rule body"},
		{"an unknown variable", "package main\ndeny contains x", rego.Options{}, "p.rego:2: var x is unsafe"},
		{"a type", "package main\na := 1 + \"x\"", rego.Options{}, "p.rego:2: plus: invalid argument(s)"},
		{"poor style", "package main\nimport data.x", rego.Options{Strict: true}, "p.rego:2: import data.x unused"},
		{"what is not allowed", "package main\na := time.now_ns()", rego.Options{Capabilities: []byte(`{"builtins": []}`)}, "p.rego:2: undefined function time.now_ns"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			_, err := rego.Compile([]source.File{module("p.rego", tc.text)}, rego.Data{}, tc.options)
			var mistakes *rego.CompileError
			require.ErrorAs(t, err, &mistakes)
			require.Contains(t, err.Error(), tc.want)
		})
	}
	_, err := rego.Compile(nil, rego.Data{}, rego.Options{Capabilities: []byte("{")})
	require.ErrorIs(t, err, rego.ErrCapabilities)
}

func TestData(t *testing.T) {
	data, err := rego.Data{}.With([]string{"a", "b"}, []byte(`{"c": 1}`))
	require.NoError(t, err)
	more, err := data.With(nil, []byte(`{"a": {"b": {"d": 2}}}`))
	require.NoError(t, err)
	policies, err := rego.Compile([]source.File{module("p.rego", "package main\ndeny contains sprintf(\"%d\", [data.a.b[_]])")}, more, rego.Options{})
	require.NoError(t, err)
	require.Len(t, ask(t, policies, `{}`).Elements, 2)
	_, err = more.With([]string{"a"}, []byte(`{"b": {"c": 3}}`))
	require.ErrorIs(t, err, rego.ErrConflict)
	require.ErrorContains(t, err, "data.a.b.c")
	_, err = data.With(nil, []byte(`[]`))
	require.ErrorIs(t, err, rego.ErrNoObject)
}

func TestBuiltinErrors(t *testing.T) {
	const text = `deny contains "x" if to_number("zz") == 1`
	require.Empty(t, ask(t, compile(t, rego.Options{}, text), `{}`).Elements)
	input, err := rego.NewInput(json.RawMessage(`{}`))
	require.NoError(t, err)
	_, err = compile(t, rego.Options{FailOnBuiltinErrors: true}, text).Ask(t.Context(), rego.Question{Namespace: "main", Rule: "deny", Input: input})
	require.ErrorIs(t, err, rego.ErrBuiltin)
}

func TestRulesAndNamespaces(t *testing.T) {
	policies, err := rego.Compile([]source.File{
		module("a.rego", "package main\ndeny contains 1\ndeny contains 2\nwarn_x contains 1\nf(x) := x"),
		module("b.rego", "package docker.images\ndeny contains 1"),
	}, rego.Data{}, rego.Options{})
	require.NoError(t, err)
	require.Equal(t, []string{"docker.images", "main"}, policies.Namespaces())
	require.Equal(t, []rego.Rule{{Name: "deny", Definitions: 2}, {Name: "warn_x", Definitions: 1}}, policies.Rules("main"))
	require.Empty(t, policies.Rules("docker"))
}

var errNoAnswer = errors.New("no answer")

func TestUnitTests(t *testing.T) {
	const tests = `
test_good if answer("yes") == ["yes"]
test_bad if {
	x := 1
	x == 2
}
test_table[name] if {
	some name, want in {"one": 1, "two": 2, "three": 1}
	want == 1
}
test_deep[a][b] if {
	some a, row in {"x": {"y": 1, "z": 2}}
	some b, want in row
	want == 1
}
test_broken if to_number("zz")
test_stopped if answer("stop")
test_false := false
todo_test_later if false
helper if input.x
`
	answer := rego.Builtin{Name: "answer", Texts: 1, Call: func(caller string, texts []string) (json.RawMessage, error) {
		require.Equal(t, "p.rego", caller)
		if texts[0] == "stop" {
			return nil, &rego.StopError{Err: errNoAnswer}
		}
		return json.Marshal(texts)
	}}
	policies := compile(t, rego.Options{Builtins: []rego.Builtin{answer}, FailOnBuiltinErrors: true}, tests)
	coverage := rego.NewCoverage()
	results, err := policies.Test(t.Context(), rego.TestOptions{Trace: true, Coverage: coverage})
	require.NoError(t, err)
	outcomes := map[string]rego.Outcome{}
	for _, result := range results {
		outcomes[result.Name] = result.Outcome
	}
	require.Equal(t, map[string]rego.Outcome{
		"data.main.test_good": rego.Passed, "data.main.test_bad": rego.Failed, "data.main.test_table": rego.Failed,
		"data.main.test_deep": rego.Failed, "data.main.test_broken": rego.Errored, "data.main.test_stopped": rego.Errored,
		"data.main.test_false": rego.Failed, "data.main.todo_test_later": rego.Skipped,
	}, outcomes)
	require.Equal(t, 6, results[1].FailedLine)
	require.Equal(t, []rego.TestCase{{Name: "one", Passed: true}, {Name: "three", Passed: true}, {Name: "two", FailedLine: 10}}, results[2].Cases)
	require.Equal(t, []rego.TestCase{{Name: "x/y", Passed: true}, {Name: "x/z", FailedLine: 15}}, results[3].Cases)
	require.ErrorIs(t, results[5].Err, errNoAnswer)
	require.Contains(t, results[1].Trace(rego.FailsTrace), "Fail ")
	require.Greater(t, len(results[1].Trace(rego.FullTrace)), len(results[1].Trace(rego.FailsTrace)))
	require.Empty(t, results[1].Trace(rego.NotesTrace))
	files := coverage.Files(policies)
	require.Len(t, files, 1)
	require.Contains(t, files[0].NotCovered, 21, "the helper that nobody asks")
}

func TestTestsOfSomeNamespaces(t *testing.T) {
	policies := compile(t, rego.Options{}, "test_a if true")
	results, err := policies.Test(t.Context(), rego.TestOptions{Wants: func(namespace string) bool { return namespace != "main" }})
	require.NoError(t, err)
	require.Empty(t, results)
}

func TestTraceAndPrint(t *testing.T) {
	var trace, printed bytes.Buffer
	policies := compile(t, rego.Options{Trace: &trace}, `deny contains "x" if print("seen", input.a)`)
	input, err := rego.NewInput(json.RawMessage(`{"a": 1}`))
	require.NoError(t, err)
	_, err = policies.Ask(t.Context(), rego.Question{Namespace: "main", Rule: "deny", Input: input, Printed: &printed})
	require.NoError(t, err)
	require.Equal(t, "seen 1\n", printed.String())
	require.Contains(t, trace.String(), "Enter data.main.deny")
}
