package shell

import (
	"slices"
	"strings"
)

// source is a text to parse together with where its bytes come from. A script inside a script (sh -c '...') is a text
// of its own: its quotes are gone and its variables put in, yet its ranges must be those of the outermost text.
type source struct {
	text string
	// bytes holds the outermost range of each byte of text; nil when text stands there as it is, from base on.
	bytes []Range
	base  int
	// insets are the parts that an outer shell put in, or left as written because only running it would tell.
	insets []inset
}

// inset is a part of a source, in offsets of its text, that is not literal there.
type inset struct {
	Range
	state   State
	origins []string
}

// within gives the source of text[start:end].
func (s *source) within(start, end int) *source {
	part := &source{text: s.text[start:end], base: s.base + start}
	if s.bytes != nil {
		part.bytes = s.bytes[start:end]
	}
	part.insets = shift(s.insets, -start)
	return part
}

// outer maps text[start:end] to the outermost text.
func (s *source) outer(start, end int) Range {
	if s.bytes == nil {
		return Range{s.base + start, s.base + end}
	}
	switch {
	case len(s.bytes) == 0:
		return Range{s.base, s.base}
	case start >= len(s.bytes):
		last := s.bytes[len(s.bytes)-1].End
		return Range{last, last}
	case end <= start:
		return Range{s.bytes[start].Start, s.bytes[start].Start}
	}
	return Range{s.bytes[start].Start, s.bytes[end-1].End}
}

func shift(insets []inset, by int) []inset {
	moved := slices.Clone(insets)
	for i := range moved {
		moved[i].Start += by
		moved[i].End += by
	}
	return moved
}

// isForeign: what stands there was an outer shell's to expand, and it is not the inner one's.
func (s *source) isForeign(offset int) bool {
	i := s.insetBehind(offset)
	return i < len(s.insets) && s.insets[i].Start <= offset && s.insets[i].state == Unresolved
}

// insetBehind is the index of the first inset that ends behind an offset: insets are in order and do not overlap.
func (s *source) insetBehind(offset int) int {
	i, _ := slices.BinarySearchFunc(s.insets, offset, func(i inset, offset int) int {
		if i.End > offset {
			return 1
		}
		return -1
	})
	return i
}

// taint gives a word that stands at text[start:end] the state and origins of what was put in there.
func (s *source) taint(word *Word, start, end int) {
	for i := s.insetBehind(start); i < len(s.insets) && s.insets[i].Start < end; i++ {
		word.State = worse(word.State, s.insets[i].state)
		word.Origins = merge(word.Origins, s.insets[i].origins)
	}
}

// joinSources puts blanks between sources: what echo and eval do with their operands.
func joinSources(parts []*source) *source {
	var text strings.Builder
	joined := &source{bytes: []Range{}}
	for i, part := range parts {
		if i > 0 {
			end := joined.outer(text.Len(), text.Len()).End
			joined.bytes = append(joined.bytes, Range{end, end})
			text.WriteByte(' ')
		}
		for j := range len(part.text) {
			joined.bytes = append(joined.bytes, part.outer(j, j+1))
		}
		joined.insets = append(joined.insets, shift(part.insets, text.Len())...)
		text.WriteString(part.text)
	}
	joined.text = text.String()
	return joined
}

// sourceAt gives the text of a word all of whose bytes stand for one range.
func sourceAt(w Word) *source {
	bytes := make([]Range, len(w.Text))
	for i := range bytes {
		bytes[i] = w.Range
	}
	return &source{text: w.Text, bytes: bytes, base: w.Range.Start}
}

// known makes all of a source as certain as the word it comes from.
func (s *source) known(w Word) *source {
	if w.State != Literal && w.State != "" {
		s.insets = []inset{{Range{0, len(s.text)}, w.State, w.Origins}}
	}
	return s
}

// sourceOfWord maps the text of a word that was not parsed here (exec form), from the way it is written.
func sourceOfWord(w Word) *source {
	width := w.Range.End - w.Range.Start
	switch {
	case width == len(w.Text):
		return &source{text: w.Text, base: w.Range.Start}
	case width == len(w.Text)+2:
		return &source{text: w.Text, base: w.Range.Start + 1}
	case width == len(w.Raw) && strings.HasPrefix(w.Raw, `"`):
		if bytes, ok := jsonBytes(w.Raw, w.Text, w.Range.Start); ok {
			return &source{text: w.Text, bytes: bytes, base: w.Range.Start}
		}
	}
	return sourceAt(w)
}

// jsonBytes maps the bytes of text to those of raw, a JSON string (https://www.rfc-editor.org/rfc/rfc8259#section-7).
func jsonBytes(raw, text string, base int) ([]Range, bool) {
	bytes := make([]Range, 0, len(text))
	for i := 1; i < len(raw)-1 && len(bytes) < len(text); {
		width := 1
		if raw[i] == '\\' && raw[i+1] == 'u' {
			width = 6
		} else if raw[i] == '\\' {
			width = 2
		}
		at := Range{base + i, base + min(i+width, len(raw))}
		for range jsonWidth(raw[i:], text[len(bytes):]) {
			bytes = append(bytes, at)
		}
		i += width
	}
	return bytes, len(bytes) == len(text)
}

// jsonWidth tells how many bytes of text the character at the start of raw became: a \u escape can be several.
func jsonWidth(raw, text string) int {
	if !strings.HasPrefix(raw, `\u`) {
		return 1
	}
	for i := range text {
		if i > 0 {
			return i
		}
	}
	return len(text)
}

// offsets finds for each byte of a literal's value its place in the text as written, from which the parser dropped
// escaped newlines, carriage returns and one level of backquote escapes.
func offsets(value, written string) []int {
	at := make([]int, len(value))
	j := 0
	for i := range value {
		for j < len(written)-1 && (written[j] != value[i] || escapedNewline(written[j:]) && !escapedNewline(value[i:])) {
			j++
		}
		at[i] = min(j, max(len(written)-1, 0))
		j++
	}
	return at
}

func escapedNewline(s string) bool {
	return strings.HasPrefix(s, "\\\n") || strings.HasPrefix(s, "\\\r\n")
}
