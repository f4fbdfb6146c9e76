package source_test

import (
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

var positionCases = []struct {
	name, content string
	offset        int
	line, column  int
}{
	{"the start", "FROM a\nUSER b\n", 0, 1, 1},
	{"the middle of a line", "FROM a\nUSER b\n", 5, 1, 6},
	{"the newline is behind the last character", "FROM a\nUSER b\n", 6, 1, 7},
	{"the start of the next line", "FROM a\nUSER b\n", 7, 2, 1},
	{"behind a last newline an empty line begins", "FROM a\nUSER b\n", 14, 3, 1},
	{"the end without a last newline", "FROM a", 6, 1, 7},
	{"an empty file", "", 0, 1, 1},
	{"before the file", "FROM a", -3, 1, 1},
	{"behind the file", "FROM a", 99, 1, 7},
	{"the carriage return of CRLF", "FROM a\r\nUSER b\r\n", 6, 1, 7},
	{"the newline of CRLF", "FROM a\r\nUSER b\r\n", 7, 1, 7},
	{"the line after CRLF", "FROM a\r\nUSER b\r\n", 8, 2, 1},
	{"a carriage return alone ends no line", "a\rb\n", 2, 1, 3},
	{"an empty line", "a\n\nb", 2, 2, 1},
	{"inside the byte order mark", "\uFEFFFROM a", 1, 1, 1},
	{"the first character behind the byte order mark", "\uFEFFFROM a", 3, 1, 1},
	{"a byte order mark further on is a character", "a\uFEFFb", 4, 1, 3},
	{"two bytes are one column", "é=1", 2, 1, 2},
	{"four bytes are one column", "🚢=1", 4, 1, 2},
	{"inside a character is at its start", "a🚢=1", 3, 1, 2},
	{"a byte that is not UTF-8 is one column", "\xff\xfe=", 2, 1, 3},
	{"a character that was cut off", "\xf0\x9f", 1, 1, 2},
}

func TestPosition(t *testing.T) {
	for _, c := range positionCases {
		t.Run(c.name, func(t *testing.T) {
			line, column := source.NewLines([]byte(c.content)).Position(c.offset)
			require.Equal(t, [2]int{c.line, c.column}, [2]int{line, column})
		})
	}
}

func TestSpan(t *testing.T) {
	lines := source.NewLines([]byte("FROM a\nUSER root\n"))
	require.Equal(t, source.Span{Line: 2, Column: 1, EndLine: 2, EndColumn: 10}, lines.Span(7, 16))
	require.Equal(t, source.Span{Line: 1, Column: 6, EndLine: 2, EndColumn: 5}, lines.Span(5, 11))
	require.Equal(t, source.Span{Line: 1, Column: 6, EndLine: 1, EndColumn: 6}, lines.Span(5, 2), "an end before the start")
}

func TestText(t *testing.T) {
	for _, c := range []struct {
		name, content string
		expected      []string
	}{
		{"an empty file has one line", "", []string{""}},
		{"a last newline opens an empty line", "a\nb\n", []string{"a", "b", ""}},
		{"no last newline", "a\nb", []string{"a", "b"}},
		{"CRLF", "a\r\n\r\nb\r\n", []string{"a", "", "b", ""}},
		{"only the return before the newline belongs to it", "a\r\r\nb\r", []string{"a\r", "b\r"}},
		{"a byte order mark", "\uFEFFa\nb", []string{"a", "b"}},
		{"nothing but a byte order mark", "\uFEFF", []string{""}},
	} {
		t.Run(c.name, func(t *testing.T) {
			lines := source.NewLines([]byte(c.content))
			require.Equal(t, len(c.expected), lines.Count())
			for index, text := range c.expected {
				require.Equal(t, text, lines.Text(index+1))
			}
			require.Empty(t, lines.Text(0))
			require.Empty(t, lines.Text(lines.Count()+1))
		})
	}
}

func TestOffset(t *testing.T) {
	lines := source.NewLines([]byte("\uFEFFé🚢\r\nUSER b"))
	for _, c := range []struct {
		name                   string
		line, column, expected int
	}{
		{"the start is behind the byte order mark", 1, 1, 3},
		{"behind two bytes", 1, 2, 5},
		{"the end of a line", 1, 3, 9},
		{"behind the end of a line", 1, 9, 9},
		{"the next line", 2, 6, 16},
		{"before the file", 0, 0, 3},
		{"behind the file", 9, 99, 17},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Equal(t, c.expected, lines.Offset(c.line, c.column))
		})
	}
}

func TestLinesMayBeAskedByManyAtOnce(t *testing.T) {
	lines := source.NewLines([]byte(strings.Repeat("USER root\n", 1000)))
	var group sync.WaitGroup
	found := make([]int, 8)
	for index := range found {
		group.Go(func() { found[index], _ = lines.Position(10 * index) })
	}
	group.Wait()
	require.Equal(t, []int{1, 2, 3, 4, 5, 6, 7, 8}, found)
}

func FuzzLines(f *testing.F) {
	for _, c := range positionCases {
		f.Add([]byte(c.content), c.offset)
	}
	f.Fuzz(func(t *testing.T, content []byte, offset int) {
		lines := source.NewLines(content)
		line, column := lines.Position(offset)
		require.GreaterOrEqual(t, line, 1)
		require.LessOrEqual(t, line, lines.Count())
		require.GreaterOrEqual(t, column, 1)
		require.LessOrEqual(t, column, 1+utf8.RuneCountInString(lines.Text(line)))
		at := lines.Offset(line, column)
		again, sameColumn := lines.Position(at)
		require.Equal(t, [2]int{line, column}, [2]int{again, sameColumn}, "there and back")
	})
}
