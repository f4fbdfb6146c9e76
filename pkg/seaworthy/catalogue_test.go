package seaworthy_test

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
)

func TestEveryRuleHasAnExample(t *testing.T) {
	catalogue, err := seaworthy.Catalogue()
	require.NoError(t, err)
	require.NotEmpty(t, catalogue.Rules())
	for _, r := range catalogue.Rules() {
		t.Run(r.ID, func(t *testing.T) {
			example, err := seaworthy.ExampleOf(r)
			require.NoError(t, err)
			require.NotEmpty(t, example.Bad)
			require.NotEmpty(t, example.Good)
			for line := range strings.Lines(example.Findings) {
				require.True(t, strings.HasPrefix(line, "bad/"), line)
			}
		})
	}
}

func TestARuleThatThereIsNotHasNoExample(t *testing.T) {
	_, err := seaworthy.ExampleOf(rule.Rule{ID: "a/b", Facet: "a", Name: "b"})
	require.ErrorIs(t, err, fs.ErrNotExist)
}
