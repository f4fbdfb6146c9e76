package engine

import (
	"reflect"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
	"github.com/open-policy-agent/opa/v1/topdown/cache"
	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/policies"
)

func (v validator) requireSatisfied(t *testing.T, document *input.Document) {
	t.Helper()
	require.NotEmpty(t, document.Facets())
	for _, facet := range document.Facets() {
		require.Empty(t, v.mistakes(t, facet, encode(asSeenBy(facet, document))), "%s: %s", document.File, facet)
	}
}

func TestTheSchemasRefuseWhatIsWrong(t *testing.T) {
	schemas := closedSchemas(t)
	for name, text := range map[string]string{
		"a facet that is missing":     `{"kind": "a", "file": "b"}`,
		"a field that is missing":     `{"kind": "a", "file": "b", "workload": {"kind": "Pod", "at": ""}}`,
		"a field that is misspelt":    `{"kind": "a", "file": "b", "workload": {"platform": "", "kind": "Pod", "at": "", "nmae": "x"}}`,
		"null in place of nothing":    `{"kind": "a", "file": "b", "workload": {"platform": "", "kind": "Pod", "at": "", "name": null}}`,
		"a number in place of a text": `{"kind": "a", "file": "b", "workload": {"platform": 1, "kind": "Pod", "at": ""}}`,
	} {
		t.Run(name, func(t *testing.T) {
			document, err := ast.ValueFromReader(strings.NewReader(text))
			require.NoError(t, err)
			require.NotEmpty(t, schemas.mistakes(t, "workload", document))
		})
	}
}

// asSeenBy is the document as the rules of one facet see it.
func asSeenBy(facet string, document *input.Document) *input.Document {
	seen := &input.Document{Kind: document.Kind, File: document.File}
	whole, part := reflect.ValueOf(document).Elem(), reflect.ValueOf(seen).Elem()
	for i := range whole.NumField() {
		if name, _, _ := strings.Cut(whole.Type().Field(i).Tag.Get("json"), ","); name == facet {
			part.Field(i).Set(whole.Field(i))
		}
	}
	return seen
}

// A validator holds schemas by facet, and what OPA made of them.
type validator struct {
	schemas map[string]*ast.Term
	context topdown.BuiltinContext
}

// closedSchemas are the published schemas, made to refuse every property that they do not name.
func closedSchemas(t *testing.T) validator {
	t.Helper()
	made := validator{
		schemas: map[string]*ast.Term{},
		context: topdown.BuiltinContext{
			Context: t.Context(), InterQueryBuiltinValueCache: cache.NewInterQueryValueCache(t.Context(), nil),
		},
	}
	for _, facet := range input.FacetNames() {
		text, err := policies.FS.ReadFile("schemas/" + facet + ".json")
		require.NoError(t, err)
		closed := strings.ReplaceAll(string(text), `"properties": {`, `"additionalProperties": false, "properties": {`)
		made.schemas[facet] = ast.StringTerm(closed)
	}
	return made
}

// mistakes are what OPA's json.match_schema says of a document.
func (v validator) mistakes(t *testing.T, facet string, document ast.Value) []string {
	t.Helper()
	var answer *ast.Array
	match := topdown.GetBuiltin(ast.JSONMatchSchema.Name)
	require.NotNil(t, match)
	err := match(v.context, []*ast.Term{ast.NewTerm(document), v.schemas[facet]}, func(result *ast.Term) error {
		answer, _ = result.Value.(*ast.Array)
		return nil
	})
	require.NoError(t, err)
	require.Equal(t, 2, answer.Len())
	var found []string
	mistakes, ok := answer.Elem(1).Value.(*ast.Array)
	require.True(t, ok)
	mistakes.Foreach(func(mistake *ast.Term) { found = append(found, mistake.String()) })
	require.Equal(t, ast.Boolean(len(found) == 0), answer.Elem(0).Value)
	return found
}
