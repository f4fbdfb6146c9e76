package source

import (
	"bytes"
	"slices"
	"sync"
	"unicode/utf8"
)

var byteOrderMark = []byte("\uFEFF")

// Lines is an index over a file's bytes that answers where an offset is and what a line says. A line ends with "\n" or "\r\n"; the
// byte order mark at the start of a file takes no column. Text that ends with a newline has an empty last line, as editors show it.
//
// The index is built on the first question. Lines is safe for concurrent use as long as nobody changes the bytes.
type Lines struct {
	content []byte
	build   sync.Once
	starts  []int
}

// NewLines makes an index over content, which it keeps and must not be changed afterwards. It costs nothing until it is asked.
func NewLines(content []byte) *Lines {
	return &Lines{content: content}
}

// Count is the number of lines, at least 1.
func (l *Lines) Count() int {
	return len(l.index())
}

// Text is a line without its ending and without a byte order mark. It is empty for a line that does not exist.
func (l *Lines) Text(line int) string {
	start, end := l.bounds(line)
	return string(l.content[start:end])
}

// Position turns a byte offset into a line and a column. An offset inside a character counts as its start, one inside a line ending
// as the end of the line's text, and one outside the file as the nearest end of the file.
func (l *Lines) Position(offset int) (line, column int) {
	offset = min(max(offset, 0), len(l.content))
	next, exact := slices.BinarySearch(l.index(), offset)
	line = next
	if exact {
		line++
	}
	start, end := l.bounds(line)
	offset = min(max(offset, start), end)
	return line, 1 + completeRunes(l.content[start:end], offset-start)
}

// Span turns the byte offsets of a stretch, the end exclusive, into a span. An end before the start counts as the start.
func (l *Lines) Span(start, end int) Span {
	line, column := l.Position(start)
	endLine, endColumn := l.Position(max(start, end))
	return Span{Line: line, Column: column, EndLine: endLine, EndColumn: endColumn}
}

// Offset is the way back: the byte offset of a line and column. What lies outside the file or behind the line's text counts as the
// nearest place inside.
func (l *Lines) Offset(line, column int) int {
	line = min(max(line, 1), l.Count())
	start, end := l.bounds(line)
	for ; column > 1 && start < end; column-- {
		_, size := utf8.DecodeRune(l.content[start:end])
		start += size
	}
	return start
}

func (l *Lines) index() []int {
	l.build.Do(func() {
		l.starts = make([]int, 1, 1+bytes.Count(l.content, []byte{'\n'}))
		for offset, character := range l.content {
			if character == '\n' {
				l.starts = append(l.starts, offset+1)
			}
		}
	})
	return l.starts
}

// bounds gives the offsets of a line's text, without ending and byte order mark.
func (l *Lines) bounds(line int) (start, end int) {
	starts := l.index()
	if line < 1 || line > len(starts) {
		return 0, 0
	}
	start, end = starts[line-1], len(l.content)
	if line < len(starts) {
		end = starts[line] - 1
		if end > start && l.content[end-1] == '\r' {
			end--
		}
	}
	if line == 1 && bytes.HasPrefix(l.content, byteOrderMark) {
		start = len(byteOrderMark)
	}
	return start, end
}

// completeRunes counts the characters of text that end at or before limit; a byte that is not UTF-8 counts as one.
func completeRunes(text []byte, limit int) int {
	count := 0
	for at := 0; at < limit; count++ {
		_, size := utf8.DecodeRune(text[at:])
		if at += size; at > limit {
			break
		}
	}
	return count
}
