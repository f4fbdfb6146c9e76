package engine

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/policies"
)

// chosenAnew is how many of the documents get an engine of their own, which chooses its rules anew for each.
const chosenAnew = 150

// One engine asks every rule, compiled from its Rego. The other asks those that a document gives cause for, as they were
// compiled when the project was built.
func TestWhatIsPreparedSaysTheSame(t *testing.T) {
	fromRego, err := policy.Load(policies.FS)
	require.NoError(t, err)
	prepared, err := policy.LoadCompiled(policies.FS, policies.Compiled)
	require.NoError(t, err)
	rules := prepared.Catalogue().Rules()
	require.JSONEq(t, asJSON(t, fromRego.Catalogue().Rules()), asJSON(t, rules))
	parameters, err := prepared.Catalogue().Effective(rule.Parameters{})
	require.NoError(t, err)
	thorough := slices.Clone(rules)
	for i := range thorough {
		thorough[i].Needs = nil
	}
	asksAll := New(fromRego, thorough, parameters)

	documents := ofExamples(t)
	documents = append(documents, ofRealProjects(t)...)
	found := 0
	for i := 0; i < len(documents); i += max(1, len(documents)/chosenAnew) {
		asksFew := New(prepared, rules, parameters)
		want, got := said(t, asksAll, documents[i]), said(t, asksFew, documents[i])
		require.Equal(t, want, got, documents[i].File)
		found += len(got)
	}
	require.Positive(t, found)
}

func asJSON(t *testing.T, rules []rule.Rule) string {
	t.Helper()
	text, err := json.Marshal(rules)
	require.NoError(t, err)
	return string(text)
}

func said(t *testing.T, e *Engine, document *input.Document) []string {
	t.Helper()
	verdict, err := e.Evaluate(t.Context(), document)
	require.NoError(t, err)
	require.Empty(t, verdict.Errors)
	var lines []string
	for _, v := range verdict.Violations {
		lines = append(lines, v.Rule.ID+" "+v.At+" "+v.Message)
	}
	slices.Sort(lines)
	return lines
}
