package shell

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// expander turns the parts of a word into the word or words that the command gets: quotes removed, known variables
// put in, the rest left as written.
// https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_06
type expander struct {
	*walker
	split    bool // unquoted variables fall apart at blanks
	trace    bool // keep where each byte comes from
	quiet    bool // substitutions were gathered before
	heredoc  bool // quotes are ordinary characters
	verbatim bool // nothing is expanded

	done []Word

	text         []byte
	begun        bool // there is a word, if only an empty one
	state        State
	origins      []string
	substitution bool
	bytes        []Range
	insets       []inset
}

// fields expands a word of a command: none, one or several words.
func (w *walker) fields(node *syntax.Word) []Word {
	if word, ok := w.plain(node); ok {
		return []Word{word}
	}
	e := expander{walker: w, split: true, state: Literal}
	e.parts(node.Parts, false)
	e.finish()
	e.place(node)
	return e.done
}

// word expands a word that stays one, as in assignments and redirections.
func (w *walker) word(node *syntax.Word) Word {
	if word, ok := w.plain(node); ok {
		return word
	}
	e := expander{walker: w, state: Literal, begun: true}
	e.parts(node.Parts, false)
	e.finish()
	e.place(node)
	return e.done[0]
}

// plain is the quick way for the most frequent kind of word.
func (w *walker) plain(node *syntax.Word) (Word, bool) {
	if len(node.Parts) != 1 {
		return Word{}, false
	}
	literal, ok := node.Parts[0].(*syntax.Lit)
	if !ok || strings.IndexByte(literal.Value, '\\') >= 0 {
		return Word{}, false
	}
	from, to := w.between(literal.ValuePos, literal.ValueEnd)
	word := Word{Text: literal.Value, Raw: w.source.text[from:to], State: Literal, Range: w.source.outer(from, to)}
	w.source.taint(&word, from, to)
	return word, true
}

// literalWord is a word that stands in the source as it is.
func (w *walker) literalWord(start, end int) Word {
	start, end = w.clamp(start, end)
	text := w.source.text[start:end]
	return Word{Text: text, Raw: text, State: Literal, Range: w.source.outer(start, end)}
}

// trace expands a word once more, as a source to read a script from.
func (w *walker) trace(node *syntax.Word) *source {
	e := expander{walker: w, trace: true, quiet: true, state: Literal}
	e.parts(node.Parts, false)
	return e.traced(w.span(node.Pos(), node.Pos()).Start)
}

func (e *expander) finish() {
	if !e.begun && len(e.text) == 0 {
		return
	}
	e.done = append(e.done, Word{
		Text: string(e.text), State: e.state, Origins: e.origins, Substitution: e.substitution,
	})
	e.text, e.begun, e.state, e.origins, e.substitution = nil, false, Literal, nil, false
}

// place gives all words that came from one node its range.
func (e *expander) place(node *syntax.Word) {
	from, to := e.between(node.Pos(), node.End())
	at, raw, quoted := e.walker.source.outer(from, to), e.walker.source.text[from:to], quotedThroughout(node)
	for i := range e.done {
		e.done[i].Range, e.done[i].Raw, e.done[i].Quoted = at, raw, quoted
		e.walker.source.taint(&e.done[i], from, to)
	}
}

// traced is what was expanded as a source of its own.
func (e *expander) traced(base int) *source {
	return &source{text: string(e.text), bytes: e.bytes, insets: e.insets, base: base}
}

func quotedThroughout(node *syntax.Word) bool {
	for _, part := range node.Parts {
		switch part.(type) {
		case *syntax.SglQuoted, *syntax.DblQuoted:
		default:
			return false
		}
	}
	return true
}

func (e *expander) parts(parts []syntax.WordPart, quoted bool) {
	for _, part := range parts {
		switch p := part.(type) {
		case *syntax.Lit:
			e.literal(p, quoted)
		case *syntax.SglQuoted:
			e.single(p)
		case *syntax.DblQuoted:
			e.begun = true
			e.parts(p.Parts, true)
		case *syntax.ParamExp:
			e.parameter(p, quoted)
		case *syntax.ExtGlob:
			e.asWritten(p)
		default:
			e.unknown(part)
		}
	}
}

func (e *expander) literal(l *syntax.Lit, quoted bool) {
	start := e.offset(l.ValuePos)
	if !e.trace && (e.verbatim || strings.IndexByte(l.Value, '\\') < 0) {
		e.text = append(e.text, l.Value...)
		return
	}
	var at []int
	if e.trace {
		_, end := e.clamp(start, e.offset(l.ValueEnd))
		at = offsets(l.Value, e.source.text[start:max(start, end)])
	}
	for i := 0; i < len(l.Value); i++ {
		first := i
		if l.Value[i] == '\\' && i+1 < len(l.Value) && e.escapes(l.Value[i+1], quoted) {
			i++
		}
		e.text = append(e.text, l.Value[i])
		if e.trace {
			e.bytes = append(e.bytes, e.source.outer(start+at[first], start+at[i]+1))
		}
	}
}

// escapes tells whether a backslash is taken away before a character.
func (e *expander) escapes(next byte, quoted bool) bool {
	switch {
	case e.verbatim:
		return false
	case next == '"':
		return !e.heredoc
	case quoted:
		return next == '$' || next == '`' || next == '\\'
	}
	return true
}

func (e *expander) single(q *syntax.SglQuoted) {
	e.begun = true
	start := e.offset(q.Left) + 1
	text := q.Value
	if q.Dollar {
		start++
		text = unescapeANSI(q.Value)
	}
	e.text = append(e.text, text...)
	if !e.trace {
		return
	}
	_, end := e.clamp(start, start+len(q.Value))
	whole := e.span(q.Pos(), q.End())
	at := offsets(text, e.source.text[min(start, end):end])
	for i := range len(text) {
		if q.Dollar && text != q.Value {
			e.bytes = append(e.bytes, whole)
		} else {
			e.bytes = append(e.bytes, e.source.outer(start+at[i], start+at[i]+1))
		}
	}
}

// unknown leaves a part as written that only running the script would tell, and keeps the scripts in it.
func (e *expander) unknown(part syntax.WordPart) {
	switch part.(type) {
	case *syntax.CmdSubst, *syntax.ProcSubst:
		e.substitution = true
	}
	if !e.quiet {
		e.collect(part)
	}
	e.state = Unresolved
	before := len(e.text)
	e.asWritten(part)
	e.inset(before, value{state: Unresolved})
}

func (e *expander) inset(from int, v value) {
	if e.trace {
		e.insets = append(e.insets, inset{Range{from, len(e.text)}, worse(v.state, Resolved), v.origins})
	}
}

func (e *expander) asWritten(part syntax.Node) {
	start, end := e.clamp(e.offset(part.Pos()), e.offset(part.End()))
	e.text = append(e.text, e.source.text[start:end]...)
	if e.trace {
		for i := start; i < end; i++ {
			e.bytes = append(e.bytes, e.source.outer(i, i+1))
		}
	}
}

// parameter puts in what a $NAME stands for, as far as it is known.
func (e *expander) parameter(p *syntax.ParamExp, quoted bool) {
	if !e.quiet && !isSimple(p) {
		e.collect(p)
	}
	v, ok := e.evaluate(p)
	if !ok || len(v.text) > e.budget {
		quiet := e.quiet
		e.quiet = true
		e.unknown(p)
		e.quiet = quiet
		return
	}
	e.budget -= len(v.text)
	if quoted || !e.split {
		e.insert(v.text, v, p)
		return
	}
	e.insertFields(v, p)
}

func (e *expander) insert(text string, v value, from syntax.Node) {
	e.text = append(e.text, text...)
	e.state = worse(e.state, worse(v.state, Resolved))
	e.origins = merge(e.origins, v.origins)
	if !e.trace {
		return
	}
	e.inset(len(e.text)-len(text), v)
	at := e.span(from.Pos(), from.End())
	for range len(text) {
		e.bytes = append(e.bytes, at)
	}
}

const blanks = " \t\n"

// insertFields puts in an unquoted value, which falls apart at blanks.
// https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_06_05
func (e *expander) insertFields(v value, from syntax.Node) {
	rest := v.text
	for rest != "" {
		if strings.IndexByte(blanks, rest[0]) >= 0 {
			e.finish()
			rest = strings.TrimLeft(rest, blanks)
			continue
		}
		end := strings.IndexAny(rest, blanks)
		if end < 0 {
			end = len(rest)
		}
		e.insert(rest[:end], v, from)
		rest = rest[end:]
	}
	if len(e.text) > 0 || e.begun {
		e.insert("", v, from)
	}
}
