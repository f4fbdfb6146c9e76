package shell

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// offset is a position in the source being read. A token that the text lacks counts as standing at its end.
func (w *walker) offset(p syntax.Pos) int {
	if !p.IsValid() {
		return len(w.source.text)
	}
	return min(int(p.Offset()), len(w.source.text))
}

func (w *walker) clamp(start, end int) (int, int) {
	size := len(w.source.text)
	start = min(max(start, 0), size)
	return start, min(max(end, start), size)
}

// between turns two positions into offsets. The parser counts the carriage return of a line's end to the last word.
func (w *walker) between(start, end syntax.Pos) (int, int) {
	from, to := w.clamp(w.offset(start), w.offset(end))
	if to > from && strings.HasPrefix(w.source.text[to-1:], "\r\n") {
		to--
	}
	return from, to
}

// span is the outermost range between two positions.
func (w *walker) span(start, end syntax.Pos) Range {
	return w.source.outer(w.between(start, end))
}

// raw is the text between two positions, as written.
func (w *walker) raw(start, end syntax.Pos) string {
	from, to := w.between(start, end)
	return w.source.text[from:to]
}

// collect keeps the scripts of the substitutions in a node, to be walked once the command itself is told.
func (w *walker) collect(node syntax.Node) {
	syntax.Walk(node, func(n syntax.Node) bool {
		var stmts []*syntax.Stmt
		switch s := n.(type) {
		case *syntax.CmdSubst:
			stmts = s.Stmts
		case *syntax.ProcSubst:
			stmts = s.Stmts
		default:
			return true
		}
		if !w.source.isForeign(w.offset(n.Pos())) {
			w.pending = append(w.pending, stmts)
		}
		return false
	})
}

func substitutes(node syntax.Node) bool {
	found := false
	syntax.Walk(node, func(n syntax.Node) bool {
		_, is := n.(*syntax.CmdSubst)
		found = found || is
		return !found
	})
	return found
}

func (w *walker) takePending() []substitution {
	taken := w.pending
	w.pending = nil
	return taken
}

func (w *walker) substitutions(f frame) { w.walkSubstitutions(w.takePending(), f) }

func (w *walker) walkSubstitutions(inside []substitution, f frame) {
	for _, stmts := range inside {
		this := f.in("substitution").begin()
		this.pipeline, this.redirects, this.environment = Pipeline{}, nil, nil
		w.apart(func() {
			if !w.dialect.inheritsErrexit() {
				w.options.Errexit = false
			}
			w.list(stmts, this)
		})
	}
}
