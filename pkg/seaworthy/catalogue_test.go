package seaworthy_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

func TestEveryRuleHasAnExample(t *testing.T) {
	set, err := seaworthy.LoadRules()
	require.NoError(t, err)
	require.NotEmpty(t, set.Catalogue().Rules())
	for _, r := range set.Catalogue().Rules() {
		t.Run(r.ID, func(t *testing.T) {
			example, err := set.Example(r)
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
	set, err := seaworthy.LoadRules()
	require.NoError(t, err)
	_, err = set.Example(rule.Rule{ID: "a/b", Facet: "a", Name: "b"})
	require.ErrorIs(t, err, fs.ErrNotExist)
}

func TestCheckersShareARuleSet(t *testing.T) {
	set, err := seaworthy.LoadRules()
	require.NoError(t, err)
	for _, profile := range []string{"default", "strict"} {
		own, err := seaworthy.New(seaworthy.WithProfile(profile))
		require.NoError(t, err)
		sharing, err := seaworthy.New(seaworthy.WithProfile(profile), seaworthy.WithRuleSet(set))
		require.NoError(t, err)
		require.Equal(t, own.Rules(), sharing.Rules())
	}
}

func TestATreeIsLaidOverARuleSet(t *testing.T) {
	set, err := seaworthy.LoadRules()
	require.NoError(t, err)
	retired := fstest.MapFS{"seaworthy/data/deprecated_images/data.yaml": {Data: []byte("images: {example.com/retired: \"retired, use example.com/kept\"}\n")}}
	for _, trees := range [][]seaworthy.Option{nil, {seaworthy.WithRuleTree(retired)}} {
		checker, err := seaworthy.New(append(trees, seaworthy.WithRuleSet(set), seaworthy.WithRules("reference/deprecated_image"))...)
		require.NoError(t, err)
		result, err := checker.Check(t.Context(), source.File{Path: "Dockerfile", Content: []byte("FROM example.com/retired:1.0\n")})
		require.NoError(t, err)
		require.Len(t, result.Findings(), len(trees))
	}
}
