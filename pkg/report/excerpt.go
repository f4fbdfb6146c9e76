package report

import (
	"strings"

	"github.com/clipperhouse/displaywidth"

	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

const (
	// tabWidth is how many columns apart tab stops are in excerpts.
	tabWidth = 4
	// excerptWidth is how many characters of a line are shown, so that the underline stays below what it underlines.
	excerptWidth = 110
	// excerptLead is how many characters before the span are kept of a line that is cut.
	excerptLead = 30
	ellipsis    = "…"
)

// excerpt returns a line of source as a terminal shows it, and the underline of the span's part in that line. The
// underline is empty where the span has no place in the text.
func excerpt(line string, span source.Span) (shown, underline string) {
	text := []rune(line)
	start := span.Column - 1
	if start < 0 || start > len(text) {
		return expand(string(text[:min(len(text), excerptWidth)]), 0), ""
	}
	end := len(strings.TrimRight(line, " \t"))
	end = len([]rune(line[:end]))
	if span.EndLine <= span.Line {
		end = min(span.EndColumn-1, len(text))
	}
	before, marked, after := cut(text, start, max(start, end))
	before = expand(before, 0)
	column := displaywidth.String(before)
	marked = expand(marked, column)
	width := displaywidth.String(marked)
	shown = before + marked + expand(after, column+width)
	return shown, strings.Repeat(" ", column) + strings.Repeat("^", max(width, 1))
}

// cut takes a line apart at a span, and shortens it on both sides if it is long.
func cut(text []rune, start, end int) (before, marked, after string) {
	if len(text) <= excerptWidth {
		return string(text[:start]), string(text[start:end]), string(text[end:])
	}
	from := max(start-excerptLead, 0)
	to := min(from+excerptWidth, len(text))
	end = min(end, to)
	before, after = string(text[from:start]), string(text[end:to])
	if from > 0 {
		before = ellipsis + before
	}
	if to < len(text) {
		after += ellipsis
	}
	return before, string(text[start:end]), after
}

// expand replaces tabs by spaces up to the next stop, for a text that begins at a column counted from 0.
func expand(text string, column int) string {
	var expanded strings.Builder
	for i, part := range strings.Split(text, "\t") {
		if i > 0 {
			gap := tabWidth - column%tabWidth
			expanded.WriteString(strings.Repeat(" ", gap))
			column += gap
		}
		part = printable(part)
		expanded.WriteString(part)
		column += displaywidth.String(part)
	}
	return expanded.String()
}
