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

func TestSpansInside(t *testing.T) {
	for _, test := range []struct{ name, content, text, want string }{
		{name: "a part of a scalar", content: "a: user:pass@host", text: "pass", want: "1:9-1:13"},
		{name: "a part of what is quoted", content: "a: 'NAME=word'", text: "word", want: "1:10-1:14"},
		{name: "written otherwise", content: `a: "w\x6frd"`, text: "word", want: "1:4-1:13"},
		{name: "a block", content: "a: |\n  one\n\n  two\nb: c\n", text: "one", want: "1:4-4:6"},
		{name: "a folded block in a list", content: "- a: >-\n    one\n    two\n  b: c\n", text: "one two", want: "1:6-3:8"},
		{name: "a block that is the element", content: "- |\n  one\n- two\n", text: "one", want: "1:3-2:6"},
	} {
		t.Run(test.name, func(t *testing.T) {
			file, roots, problem := yamlfile.Parse([]byte(test.content))
			require.Nil(t, problem)
			node := roots[0].Content[0]
			if roots[0].Kind == yaml.MappingNode {
				node = roots[0].Content[1]
			} else if node.Kind == yaml.MappingNode {
				node = node.Content[1]
			}
			require.Equal(t, test.want, show(file.Inside(node, test.text)))
		})
	}
}

func TestWhereAFileIsNoText(t *testing.T) {
	for content, want := range map[string]string{"a: b\nc: \x00\n": "2:4-2:5", "a: \xff\n": "1:4-1:5"} {
		_, _, problem := yamlfile.Parse([]byte(content))
		require.NotNil(t, problem)
		require.Equal(t, want, show(problem.Span))
	}
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
	_, _, problem = yamlfile.Parse([]byte("top:\n  a: 1\n  b: [1,\n    2]\n  c: {d}.16\n  e: 2\n"))
	require.Equal(t, "5:3-5:12", show(problem.Span), "the line that fits into no block, and not the one that began it")
	_, _, problem = yamlfile.Parse([]byte("- a\n- b\nc: d\n"))
	require.Equal(t, "3:1-3:5", show(problem.Span))
	file, roots, _ = yamlfile.Parse([]byte("a: {b: 1, b: 2}"))
	require.Equal(t, "1:11-1:12", show(file.Duplicates(roots[0])[0].Span))
}
