package yamlfile_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/input/yamlfile"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

func show(span source.Span) string {
	if span.IsZero() {
		return "-"
	}
	return fmt.Sprintf("%d:%d-%d:%d", span.Line, span.Column, span.EndLine, span.EndColumn)
}

func TestSpansOfPairs(t *testing.T) {
	for _, test := range []struct{ name, content, pair, text, lines string }{
		{name: "a plain scalar", content: "a: b # c", pair: "1:1-1:5", text: "1:4-1:5", lines: "-"},
		{name: "quotes", content: "a: 'it''s'\n", pair: "1:1-1:11", text: "1:4-1:11", lines: "1:1-2:1"},
		{name: "an escaped quote", content: "a: \"b\\\"c\"\n", pair: "1:1-1:10", text: "1:4-1:10", lines: "1:1-2:1"},
		{name: "a tag and an anchor", content: "a: !!str &x b", pair: "1:1-1:14", text: "1:13-1:14", lines: "1:1-1:14"},
		{name: "an alias", content: "x: &y z\na: *y\n", pair: "1:1-1:8", text: "1:7-1:8", lines: "1:1-2:1"},
		{name: "what holds more", content: "a:\n  b: c\n", pair: "1:1-1:2", text: "2:3-2:4", lines: "1:1-1:3"},
		{name: "a byte order mark", content: "\uFEFFa: b", pair: "1:1-1:5", text: "1:4-1:5", lines: "1:1-1:5"},
		{name: "letters of several bytes", content: "ä: öü\r\nb: c\r\n", pair: "1:1-1:6", text: "1:4-1:6", lines: "1:1-2:1"},
		{name: "between others", content: "{a: b, c: d}", pair: "1:2-1:6", text: "1:5-1:6", lines: "-"},
	} {
		t.Run(test.name, func(t *testing.T) {
			file, roots, problem := yamlfile.Parse([]byte(test.content))
			require.Nil(t, problem)
			key, value := roots[0].Content[0], roots[0].Content[1]
			require.Equal(t, test.pair, show(file.Pair(key, value)))
			require.Equal(t, test.text, show(file.Text(value)))
			if value.Kind == yaml.ScalarNode {
				require.Equal(t, test.lines, show(file.Lines(file.Pair(key, value))))
			}
		})
	}
}

func TestSpansOfElements(t *testing.T) {
	for _, test := range []struct{ name, content, want string }{
		{name: "with its dash", content: "-  a\n", want: "1:1-1:5"},
		{name: "without one", content: "[a, b]", want: "1:2-1:3"},
		{name: "a mapping with its first pair", content: "- a: b\n  c: d\n", want: "1:1-1:7"},
	} {
		t.Run(test.name, func(t *testing.T) {
			file, roots, _ := yamlfile.Parse([]byte(test.content))
			require.Equal(t, test.want, show(file.Element(roots[0].Content[0])))
		})
	}
}

func TestProblems(t *testing.T) {
	file, roots, problem := yamlfile.Parse([]byte("a: b\n---\n  c: [\n"))
	require.Len(t, roots, 1, "what stands before the mistake")
	require.Equal(t, "invalid YAML: did not find expected node content", problem.Message)
	require.Equal(t, "a: b", file.Line(1))
	_, _, problem = yamlfile.Parse([]byte("a: 1\nb: @c\n"))
	require.Equal(t, "2:1-2:6", show(problem.Span))
	file, roots, _ = yamlfile.Parse([]byte("a: {b: 1, b: 2}"))
	require.Equal(t, "1:11-1:12", show(file.Duplicates(roots[0])[0].Span))
}
