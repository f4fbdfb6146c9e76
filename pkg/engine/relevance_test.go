package engine

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/policies"
)

// compiledAnew is how many of the documents get an engine of their own, which compiles rules anew for each.
const compiledAnew = 150

func TestRulesThatAreNotAskedHaveNothingToSay(t *testing.T) {
	library, err := policy.LoadProven(policies.FS)
	require.NoError(t, err)
	parameters, err := library.Catalogue().Effective(rule.Parameters{})
	require.NoError(t, err)
	rules := library.Catalogue().Rules()
	thorough := slices.Clone(rules)
	for i := range thorough {
		thorough[i].Needs = nil
	}
	asksAll, err := New(library, thorough, parameters)
	require.NoError(t, err)

	documents := ofExamples(t)
	documents = append(documents, ofRealProjects(t)...)
	found := 0
	for i := 0; i < len(documents); i += max(1, len(documents)/compiledAnew) {
		asksFew, err := New(library, rules, parameters)
		require.NoError(t, err)
		want, got := said(t, asksAll, documents[i]), said(t, asksFew, documents[i])
		require.Equal(t, want, got, documents[i].File)
		found += len(got)
	}
	require.Positive(t, found)
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
