package source_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

func TestSpanOfNowhereIsAbsent(t *testing.T) {
	written, err := json.Marshal(struct {
		Location source.Span `json:"location,omitzero"`
	}{})
	require.NoError(t, err)
	require.JSONEq(t, `{}`, string(written))
	require.Equal(t, "-", source.Span{}.String())
}

func TestSpanAsPeopleReadIt(t *testing.T) {
	span := source.Span{Line: 12, Column: 1, EndLine: 12, EndColumn: 10}
	require.Equal(t, "12:1", span.String())
	written, err := json.Marshal(span)
	require.NoError(t, err)
	require.JSONEq(t, `{"line": 12, "column": 1, "end_line": 12, "end_column": 10}`, string(written))
}

func TestSpanContains(t *testing.T) {
	outer := source.Span{Line: 2, Column: 5, EndLine: 4, EndColumn: 3}
	for _, c := range []struct {
		name     string
		inner    source.Span
		expected bool
	}{
		{"itself", outer, true},
		{"a stretch inside", source.Span{Line: 3, Column: 1, EndLine: 3, EndColumn: 99}, true},
		{"one that begins before", source.Span{Line: 2, Column: 4, EndLine: 3, EndColumn: 1}, false},
		{"one that ends behind", source.Span{Line: 3, Column: 1, EndLine: 4, EndColumn: 4}, false},
		{"nowhere", source.Span{}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Equal(t, c.expected, outer.Contains(c.inner))
			require.False(t, source.Span{}.Contains(c.inner))
		})
	}
}

func TestSpanOrder(t *testing.T) {
	ordered := []source.Span{
		{},
		{Line: 1, Column: 1, EndLine: 1, EndColumn: 2},
		{Line: 1, Column: 1, EndLine: 2, EndColumn: 1},
		{Line: 1, Column: 2, EndLine: 1, EndColumn: 3},
		{Line: 2, Column: 1, EndLine: 2, EndColumn: 2},
	}
	for index := range len(ordered) - 1 {
		require.Negative(t, ordered[index].Compare(ordered[index+1]))
		require.Positive(t, ordered[index+1].Compare(ordered[index]))
		require.Zero(t, ordered[index].Compare(ordered[index]))
	}
}
