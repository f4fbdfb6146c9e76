package report

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

type excerptCase struct {
	name             string
	line             string
	column, end      int
	lines            int
	shown, underline string
}

var excerptCases = []excerptCase{
	{name: "a word", line: "USER root", column: 6, end: 10, shown: "USER root", underline: "     ^^^^"},
	{name: "a whole line", line: "USER root", column: 1, end: 10, shown: "USER root", underline: "^^^^^^^^^"},
	{name: "a tab before the span is as wide as it looks", line: "\tUSER root", column: 7, end: 11, shown: "    USER root", underline: "         ^^^^"},
	{name: "a tab inside the span", line: "ab\tc", column: 1, end: 5, shown: "ab  c", underline: "^^^^^"},
	{name: "wide characters take two columns", line: "LABEL 名前=x", column: 10, end: 11, shown: "LABEL 名前=x", underline: "           ^"},
	{name: "combining marks take none", line: "e\u0301 x", column: 4, end: 5, shown: "e\u0301 x", underline: "  ^"},
	{name: "a span over several lines ends with the text of the first", line: `RUN a \  `, column: 1, end: 3, lines: 2, shown: `RUN a \  `, underline: "^^^^^^^"},
	{name: "an empty span is one caret", line: "FROM a", column: 7, end: 7, shown: "FROM a", underline: "      ^"},
	{name: "a span behind the text has no underline", line: "FROM a", column: 9, end: 12, shown: "FROM a"},
	{name: "no place", line: "FROM a", shown: "FROM a"},
	{name: "an end before the start", line: "FROM a", column: 3, end: 1, shown: "FROM a", underline: "  ^"},
	{name: "control characters are shown as one", line: "a\x1bb", column: 3, end: 4, shown: "a\ufffdb", underline: "  ^"},
}

func (c excerptCase) span() source.Span {
	return source.Span{Line: 1, Column: c.column, EndLine: 1 + c.lines, EndColumn: c.end}
}

func TestExcerpt(t *testing.T) {
	for _, test := range excerptCases {
		t.Run(test.name, func(t *testing.T) {
			shown, underline := excerpt(test.line, test.span())
			require.Equal(t, test.shown, shown)
			require.Equal(t, test.underline, underline)
		})
	}
}

func TestExcerptOfALongLineKeepsTheSpan(t *testing.T) {
	line := strings.Repeat("a", 300) + "NEEDLE" + strings.Repeat("b", 300)
	shown, underline := excerpt(line, source.Span{Line: 1, Column: 301, EndLine: 1, EndColumn: 307})
	require.Equal(t, strings.Index(underline, "^"), displaywidth.String(shown[:strings.Index(shown, "NEEDLE")]))
	require.Equal(t, len("NEEDLE"), strings.Count(underline, "^"))
	require.True(t, strings.HasPrefix(shown, ellipsis))
	require.True(t, strings.HasSuffix(shown, ellipsis))
	require.LessOrEqual(t, utf8.RuneCountInString(shown), excerptWidth+2)
}

func FuzzExcerpt(f *testing.F) {
	for _, test := range excerptCases {
		f.Add(test.line, test.column, test.end, test.lines)
	}
	f.Fuzz(func(t *testing.T, line string, column, end, lines int) {
		shown, underline := excerpt(line, source.Span{Line: 1, Column: column, EndLine: 1 + lines, EndColumn: end})
		require.NotContains(t, shown, "\n")
		require.NotContains(t, shown, "\x1b")
		if carets := strings.TrimLeft(underline, " "); carets != "" {
			require.Equal(t, strings.Repeat("^", len(carets)), carets)
		}
	})
}
