package dockerfile

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// A text is what the builder makes of some lines of the file, with the way back: each byte of it knows where in the
// file it stands.
type text struct {
	string
	pieces []piece
}

// A piece is a stretch that is the same in the text and in the file.
type piece struct{ start, source int }

// append adds a stretch of the file to the text.
func (t *text) append(content []byte, start, end int) {
	if start >= end {
		return
	}
	t.pieces = append(t.pieces, piece{len(t.string), start})
	t.string += string(content[start:end])
}

// A textBuilder makes a text of many stretches.
type textBuilder struct {
	written strings.Builder
	pieces  []piece
}

func (b *textBuilder) add(content []byte, start, end int) {
	if start < end {
		b.pieces = append(b.pieces, piece{b.written.Len(), start})
		b.written.Write(content[start:end])
	}
}

func (b *textBuilder) text() text {
	return text{b.written.String(), b.pieces}
}

// source returns where in the file a byte of the text stands.
func (t *text) source(offset int) int {
	i := sort.Search(len(t.pieces), func(i int) bool { return t.pieces[i].start > offset }) - 1
	if i < 0 {
		return 0
	}
	return t.pieces[i].source + offset - t.pieces[i].start
}

// span returns where in the file a stretch of the text stands.
func (t *text) span(lines *source.Lines, start, end int) source.Span {
	if start >= end {
		return lines.Span(t.source(start), t.source(start))
	}
	return lines.Span(t.source(start), t.source(end-1)+1)
}

// cut returns a stretch of the text.
func (t *text) cut(start, end int) text {
	part := text{string: t.string[start:end]}
	for i, p := range t.pieces {
		next := len(t.string)
		if i+1 < len(t.pieces) {
			next = t.pieces[i+1].start
		}
		if next <= start || p.start >= end {
			continue
		}
		shift := max(start-p.start, 0)
		part.pieces = append(part.pieces, piece{p.start + shift - start, p.source + shift})
	}
	return part
}

// joinLines puts the lines of one instruction together as BuildKit's parser does: comments and empty lines between
// them go, and so do the escape character and the line ending where a line goes on. It returns the number of the last
// line used; heredocs begin behind it.
func joinLines(content []byte, lines *source.Lines, first, last int, escape rune) (text, int) {
	var joined textBuilder
	for number := first; number <= last; number++ {
		line := lines.Text(number)
		start := lineStart(content, lines, number)
		trimmed := strings.TrimLeftFunc(line, unicode.IsSpace)
		if number > first && (trimmed == "" || trimmed[0] == '#') {
			continue
		}
		if number == first {
			start += len(line) - len(trimmed)
			line = trimmed
		}
		length, goesOn := continued(line, escape)
		joined.add(content, start, start+length)
		if !goesOn {
			return joined.text(), number
		}
	}
	return joined.text(), last
}

// lineStart is the offset of a line's text, behind a byte order mark.
func lineStart(content []byte, lines *source.Lines, number int) int {
	start := lines.Offset(number, 1)
	if number == 1 && start == 0 && strings.HasPrefix(string(content[:min(3, len(content))]), "\uFEFF") {
		return 3
	}
	return start
}

// continued returns how much of a line counts, and whether the next line belongs to it. Two escape characters at the
// end are an escaped one.
func continued(line string, escape rune) (length int, goesOn bool) {
	trimmed := strings.TrimRight(line, " \t")
	if trimmed == "" || rune(trimmed[len(trimmed)-1]) != escape {
		return len(line), false
	}
	before := trimmed[:len(trimmed)-1]
	if before != "" && rune(before[len(before)-1]) == escape {
		return len(line), false
	}
	return len(before), true
}

// A word is a stretch of a text.
type word struct {
	text       string
	start, end int
}

// splitWords finds the words of a text from an offset on, as BuildKit's parser does: quotes and escaped blanks hold a
// word together and stay in it.
func splitWords(s string, from int, escape rune) []word {
	var words []word
	for position := from; position < len(s); {
		first, size := utf8.DecodeRuneInString(s[position:])
		if unicode.IsSpace(first) {
			position += size
			continue
		}
		end := wordEnd(s, position, escape)
		words = append(words, word{s[position:end], position, end})
		position = end
	}
	return words
}

func wordEnd(s string, position int, escape rune) int {
	quote := rune(0)
	for position < len(s) {
		r, size := utf8.DecodeRuneInString(s[position:])
		switch {
		case r == escape && quote != '\'' && position+size < len(s):
			_, next := utf8.DecodeRuneInString(s[position+size:])
			size += next
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '\'' || r == '"':
			quote = r
		case unicode.IsSpace(r):
			return position
		}
		position += size
	}
	return position
}

// jsonStrings finds the elements of a JSON array of strings, with their quotes.
func jsonStrings(s string, from int) []word {
	var words []word
	for position := from; position < len(s); position++ {
		if s[position] != '"' {
			continue
		}
		end := position + 1
		for end < len(s) && s[end] != '"' {
			if s[end] == '\\' {
				end++
			}
			end++
		}
		end = min(end+1, len(s))
		words = append(words, word{s[position:end], position, end})
		position = end - 1
	}
	return words
}
