package compiled_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/policy/compiled"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// everyForm is Rego that makes the compiler leave each thing that has a binary form.
const everyForm = `package everything

import data.lists

default least := 0

least := n if {
	n := count([x | some x in input.list; x > 1.5e3])
	not input.off == false
} else := -1 if {
	input.nothing == null
} else := count({x | some x in input.list}) + count({k: v | some k, v in input.object})

deny contains {"msg": $"{name} is {doubled(2)}", "at": ["a", {1, true}, {"k": null}][0]} if {
	some name in lists.names
	every i, x in input.list {
		i < 7
		x != name
	}
	least == 3 with input.list as [1]
}

doubled(n) := n * 2

by_name[name].first := name if some name in input.list
`

func compile(t *testing.T, text string) *ast.Module {
	t.Helper()
	module, err := ast.ParseModule("everything.rego", text)
	require.NoError(t, err)
	compiler := ast.NewCompiler()
	compiler.Compile(map[string]*ast.Module{"everything.rego": module})
	require.Empty(t, compiler.Errors)
	return compiler.Modules["everything.rego"]
}

func described() []rule.Rule {
	return []rule.Rule{
		{ID: "a/bare", Facet: "a", Name: "bare", Profiles: []string{}, Aliases: []string{}, Parameters: map[string]rule.Parameter{}},
		{
			ID: "a/full", Facet: "a", Name: "full", Title: "t", Description: "d", Severity: "high", Profiles: []string{"default"},
			Aliases: []string{"hadolint:DL3007"}, Remediation: "r", Fixable: "safe", Since: "v0.1.0", Status: rule.Stable,
			Parameters: map[string]rule.Parameter{"names": {
				Type: "array", Description: "d", Default: json.RawMessage(`["a"]`),
				Items: &rule.Parameter{Type: "string", Enum: []string{"a", "b"}},
			}},
			References: []string{"https://example.org"}, Hides: []string{"a/bare"}, Needs: [][]string{{"a/b", "a/c"}, {"a/d"}},
		},
	}
}

func encoded(t *testing.T) (text string, module *ast.Module) {
	t.Helper()
	module = compile(t, everyForm)
	modules := []compiled.Module{{Name: "everything.rego", Modules: []string{"lib.rego"}, Lists: []string{"names"}, AST: module}}
	text, err := compiled.Encode(described(), modules, map[string]ast.Value{"names": ast.MustInterfaceToValue([]string{"a", "b"})})
	require.NoError(t, err)
	return text, module
}

func TestWhatIsEncodedIsReadAgain(t *testing.T) {
	text, module := encoded(t)
	tree, err := compiled.Open(text)
	require.NoError(t, err)
	require.Equal(t, described(), tree.Rules())

	read, err := tree.Module("everything.rego")
	require.NoError(t, err)
	require.Equal(t, []string{"lib.rego"}, read.Modules)
	require.Equal(t, []string{"names"}, read.Lists)
	require.Equal(t, module.String(), read.AST.String())
	require.Zero(t, module.Compare(read.AST))
	for i, r := range read.AST.Rules {
		require.Same(t, read.AST, r.Module)
		require.Equal(t, "everything.rego", r.Location.File)
		require.Equal(t, module.Rules[i].Location.Row, r.Location.Row)
	}

	list, err := tree.List("names")
	require.NoError(t, err)
	require.Equal(t, `["a", "b"]`, list.String())
}

func TestEncodingTwiceGivesTheSameText(t *testing.T) {
	first, _ := encoded(t)
	second, _ := encoded(t)
	require.Equal(t, first, second)
}

func TestLinkedModulesCanBeAsked(t *testing.T) {
	text, _ := encoded(t)
	tree, err := compiled.Open(text)
	require.NoError(t, err)
	module, err := tree.Module("everything.rego")
	require.NoError(t, err)
	compiler, err := compiled.Link(map[string]*ast.Module{module.Name: module.AST})
	require.NoError(t, err)
	rules := compiler.GetRulesExact(ast.MustParseRef("data.everything.least"))
	require.Len(t, rules, 2)
	require.NotNil(t, compiler.RuleIndex(ast.MustParseRef("data.everything.least")))
}

func TestEncodeRefusesWhatTheCompilerTakesAway(t *testing.T) {
	module, err := ast.ParseModule("raw.rego", "package raw\n\np if {\n\tsome x\n\tinput[x]\n}")
	require.NoError(t, err)
	_, err = compiled.Encode(nil, []compiled.Module{{Name: "raw.rego", AST: module}}, nil)
	require.ErrorContains(t, err, "no binary form: *ast.SomeDecl")
}

func TestOpenRefusesAnotherVersion(t *testing.T) {
	text, _ := encoded(t)
	_, err := compiled.Open(strings.Replace(text, "OPA ", "OPA 0.", 1))
	require.ErrorIs(t, err, compiled.ErrVersion)
	_, err = compiled.Open("")
	require.ErrorIs(t, err, compiled.ErrVersion)
}

func TestWhatIsCutOffIsCorrupt(t *testing.T) {
	text, _ := encoded(t)
	head := strings.IndexByte(text, '\n') + 1
	for _, length := range []int{head, head + 1, head + 40, len(text) / 2, len(text) - 1} {
		_, err := compiled.Open(text[:length])
		require.ErrorIs(t, err, compiled.ErrCorrupt, length)
	}
}

func TestWhatThereIsNotIsCorrupt(t *testing.T) {
	text, _ := encoded(t)
	tree, err := compiled.Open(text)
	require.NoError(t, err)
	_, err = tree.Module("none.rego")
	require.ErrorIs(t, err, compiled.ErrCorrupt)
	_, err = tree.List("none")
	require.ErrorIs(t, err, compiled.ErrCorrupt)
}

// Whatever is changed in a text, reading it ends, with an error or without.
func FuzzOpen(f *testing.F) {
	module, err := ast.ParseModule("m.rego", "package m\n\np := 1")
	require.NoError(f, err)
	text, err := compiled.Encode(described(), []compiled.Module{{Name: "m.rego", AST: module}}, map[string]ast.Value{"l": ast.NewArray()})
	require.NoError(f, err)
	head := strings.IndexByte(text, '\n') + 1
	f.Add(text[head:])
	f.Fuzz(func(t *testing.T, body string) {
		tree, err := compiled.Open(text[:head] + body)
		if err != nil {
			require.ErrorIs(t, err, compiled.ErrCorrupt)
			return
		}
		for _, name := range []string{"m.rego", "l"} {
			if _, err := tree.Module(name); err != nil {
				require.ErrorIs(t, err, compiled.ErrCorrupt)
			}
			if _, err := tree.List(name); err != nil {
				require.ErrorIs(t, err, compiled.ErrCorrupt)
			}
		}
	})
}
