package shell

import (
	"strconv"
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

func (w *walker) redirections(redirects []*syntax.Redirect) []Redirection {
	var all []Redirection
	for _, r := range redirects {
		if r.Word == nil {
			continue
		}
		redirection := Redirection{
			Operator: r.Op.String(), FileDescriptor: descriptor(r), Target: w.word(r.Word), Range: w.span(r.Pos(), r.Word.End()),
		}
		if r.Hdoc != nil {
			body := w.heredoc(r, false)
			redirection.Heredoc = body.text
			redirection.HeredocRange = w.span(r.Hdoc.Pos(), r.Hdoc.End())
		}
		all = append(all, redirection)
	}
	return all
}

func descriptor(r *syntax.Redirect) int {
	if r.N != nil {
		if n, err := strconv.Atoi(r.N.Value); err == nil {
			return n
		}
	}
	if readsInput(r.Op) {
		return 0
	}
	return 1
}

func readsInput(op syntax.RedirOperator) bool {
	switch op {
	case syntax.RdrIn, syntax.RdrInOut, syntax.DplIn, syntax.Hdoc, syntax.DashHdoc, syntax.WordHdoc:
		return true
	}
	return false
}

// input finds the here-document or here-string that ends up as standard input.
func input(redirects []*syntax.Redirect) *syntax.Redirect {
	var found *syntax.Redirect
	for _, r := range redirects {
		if descriptor(r) != 0 {
			continue
		}
		found = nil
		if r.Op == syntax.WordHdoc && r.Word != nil || r.Hdoc != nil {
			found = r
		}
	}
	return found
}

// inputSource is the text of a here-document or here-string as something to read a script from.
func (w *walker) inputSource(r *syntax.Redirect) *source {
	if r.Hdoc == nil {
		return w.trace(r.Word)
	}
	return w.heredoc(r, true)
}

// heredoc gives the body of a here-document; where its bytes come from only if asked to trace it. Variables are put in
// unless the delimiter is quoted, and <<- takes the tabs before each line away.
func (w *walker) heredoc(r *syntax.Redirect, trace bool) *source {
	e := expander{walker: w, trace: trace, heredoc: true, quiet: trace, verbatim: isQuoted(r.Word)}
	e.parts(r.Hdoc.Parts, true)
	body := e.traced(w.span(r.Hdoc.Pos(), r.Hdoc.Pos()).Start)
	if r.Op != syntax.DashHdoc {
		return body
	}
	if !trace {
		body.text = withoutTabs(body.text)
		return body
	}
	return untabbed(body)
}

func isQuoted(word *syntax.Word) bool {
	for _, part := range word.Parts {
		literal, ok := part.(*syntax.Lit)
		if !ok || strings.Contains(literal.Value, `\`) {
			return true
		}
	}
	return false
}

func withoutTabs(text string) string {
	lines := strings.SplitAfter(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimLeft(line, "\t")
	}
	return strings.Join(lines, "")
}

// untabbed is withoutTabs for a text whose places are known.
func untabbed(src *source) *source {
	var text strings.Builder
	kept := &source{base: src.base, bytes: []Range{}}
	moved := make([]int, len(src.text)+1)
	start := true
	for i := range len(src.text) {
		moved[i] = text.Len()
		if start && src.text[i] == '\t' {
			continue
		}
		start = src.text[i] == '\n'
		text.WriteByte(src.text[i])
		kept.bytes = append(kept.bytes, src.outer(i, i+1))
	}
	moved[len(src.text)] = text.Len()
	for _, i := range src.insets {
		i.Range = Range{moved[i.Start], moved[i.End]}
		kept.insets = append(kept.insets, i)
	}
	kept.text = text.String()
	return kept
}
