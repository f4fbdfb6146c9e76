package yamlfile

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

func (f *File) span(first, last *yaml.Node) source.Span {
	return f.lines.Span(f.startOf(first), f.endOf(last))
}

// dashBefore returns the offset of the dash that a list element stands behind on its line, or else its own.
func (f *File) dashBefore(start int) int {
	before := bytes.TrimRight(f.content[:start], " \t")
	if bytes.HasSuffix(before, []byte("-")) {
		return len(before) - 1
	}
	return start
}

// startOf returns where in the file the reader says that a node begins.
func (f *File) startOf(node *yaml.Node) int {
	if node.Line < 1 || node.Line > len(f.starts) {
		return 0
	}
	at := f.starts[node.Line-1]
	if node.Line == 1 && bytes.HasPrefix(f.content, []byte("\uFEFF")) {
		at += len("\uFEFF")
	}
	for column := node.Column; column > 1 && at < len(f.content); column-- {
		_, size := utf8.DecodeRune(f.content[at:])
		at += size
	}
	return at
}

// endOf returns where the text of a scalar or alias ends; for anything else, its first character.
func (f *File) endOf(node *yaml.Node) int {
	start := f.startOf(node)
	switch node.Kind {
	case yaml.AliasNode:
		return min(start+len("*")+len(node.Value), len(f.content))
	case yaml.ScalarNode:
		return f.scalarEnd(f.skipProperties(start), node)
	}
	return min(start+1, f.lineEnd(start))
}

// skipProperties steps over the tag and the anchor before a value.
func (f *File) skipProperties(at int) int {
	for at < len(f.content) && (f.content[at] == '!' || f.content[at] == '&') {
		word := bytes.IndexAny(f.content[at:], " \t\r\n")
		if word < 0 {
			return len(f.content)
		}
		at += word
		at += len(f.content[at:]) - len(bytes.TrimLeft(f.content[at:], " \t\r\n"))
	}
	return at
}

func (f *File) scalarEnd(start int, node *yaml.Node) int {
	rest := f.content[start:]
	switch {
	case node.Style&yaml.DoubleQuotedStyle != 0:
		return start + QuotedLength(rest, '"', '\\')
	case node.Style&yaml.SingleQuotedStyle != 0:
		return start + QuotedLength(rest, '\'', '\'')
	case bytes.HasPrefix(rest, []byte(node.Value)):
		return start + len(node.Value)
	}
	return f.lineEnd(start)
}

// QuotedLength returns the length of a quoted text up to and with its closing quote. An escape takes the next character with
// it; in single quotes a quote escapes a quote.
func QuotedLength(quotedText []byte, quote, escape byte) int {
	for i := 1; i < len(quotedText); i++ {
		doubled := i+1 < len(quotedText) && (escape != quote || quotedText[i+1] == quote)
		switch {
		case quotedText[i] == escape && doubled:
			i++
		case quotedText[i] == quote:
			return i + 1
		}
	}
	return len(quotedText)
}

// lineEnd returns the offset at which the line around an offset ends, without what is blank there.
func (f *File) lineEnd(offset int) int {
	end := len(f.content)
	if i := bytes.IndexByte(f.content[offset:], '\n'); i >= 0 {
		end = offset + i
	}
	return offset + len(bytes.TrimRight(f.content[offset:end], " \t\r"))
}

// Inside returns the span of a text inside a scalar: where it is written as it is on the scalar's one line, its last
// occurrence; else the whole scalar.
func (f *File) Inside(node *yaml.Node, text string) source.Span {
	span := f.Text(node)
	if node.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		span.EndLine = BlockEnd(f.lines, span.Line)
		span.EndColumn = utf8.RuneCountInString(f.Line(span.EndLine)) + 1
		return span
	}
	start, end := f.lines.Offset(span.Line, span.Column), f.lines.Offset(span.EndLine, span.EndColumn)
	if at := bytes.LastIndex(f.content[start:end], []byte(text)); at >= 0 && text != "" {
		return f.lines.Span(start+at, start+at+len(text))
	}
	return span
}

// BlockEnd returns the last line of a block scalar whose header, the | or >, stands on a line: those below it that are
// deeper than its key, or blank.
func BlockEnd(lines *source.Lines, header int) int {
	parent := strings.TrimLeft(lines.Text(header), " ")
	depth := len(lines.Text(header)) - len(parent)
	if key := strings.TrimLeft(parent, " -"); !strings.HasPrefix(key, "|") && !strings.HasPrefix(key, ">") {
		depth += len(parent) - len(key)
	}
	last := header
	for last < lines.Count() {
		below := lines.Text(last + 1)
		if text := strings.TrimLeft(below, " "); strings.TrimSpace(text) != "" && len(below)-len(text) <= depth {
			break
		}
		last++
	}
	return last
}

// Content is the file's text.
func (f *File) Content() string {
	return string(f.content)
}
