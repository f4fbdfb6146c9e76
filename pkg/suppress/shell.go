package suppress

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"

	sh "mvdan.cc/sh/v3/syntax"

	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

const (
	maxScript = 1 << 20 // bytes
	maxFrames = 4000    // of the call stack, while parsing: some 500 nested blocks
)

// shellComments returns the comments of a script. One on a line of its own is about the statement that begins next, any
// other about the innermost statement around it.
func shellComments(content []byte, lines *source.Lines) []comment {
	file, err := parseShell(content)
	if err != nil {
		return nil
	}
	var comments []comment
	var statements []Scope
	sh.Walk(file, func(node sh.Node) bool {
		switch node := node.(type) {
		case *sh.Comment:
			line := int(node.Pos().Line())
			at := len(lines.Text(line)) - len(strings.TrimSuffix(node.Text, "\r")) - len("#")
			comments = append(comments, newComment(lines, line, max(at, 0)))
		case *sh.Stmt:
			statements = append(statements, Scope{First: int(node.Pos().Line()), Last: int(node.End().Line())})
		}
		return true
	})
	slices.SortFunc(statements, func(a, b Scope) int { return cmp.Or(a.First-b.First, b.Last-a.Last) })
	slices.SortFunc(comments, func(a, b comment) int { return a.span.Compare(b.span) })
	for i := range comments {
		comments[i].scope = statementScope(statements, lines, comments[i].span)
	}
	return comments
}

// statementScope chooses among statements that are ordered by their start, outer ones first.
func statementScope(statements []Scope, lines *source.Lines, at source.Span) Scope {
	next, _ := slices.BinarySearchFunc(statements, at.Line+1, func(s Scope, line int) int { return s.First - line })
	if strings.HasPrefix(strings.TrimSpace(lines.Text(at.Line)), "#") {
		if next < len(statements) {
			return statements[next]
		}
		return Scope{}
	}
	for i := next - 1; i >= 0; i-- {
		if statements[i].Last >= at.Line {
			return statements[i]
		}
	}
	return Scope{}
}

// parseShell guards the parser against what no script holds.
func parseShell(content []byte) (file *sh.File, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("read script: %v", fault)
		}
	}()
	if len(content) > maxScript {
		return nil, errors.New("script is too long")
	}
	content = bytes.TrimPrefix(content, []byte("\uFEFF"))
	return sh.NewParser(sh.KeepComments(true)).Parse(&shallowReader{bytes.NewReader(content)}, "")
}

// shallowReader ends a script whose nesting drives the parser too deep into recursion: a stack that overflows can't be
// recovered from.
type shallowReader struct{ io.Reader }

func (r *shallowReader) Read(p []byte) (int, error) {
	var caller [1]uintptr
	if runtime.Callers(maxFrames, caller[:]) > 0 {
		return 0, errors.New("script is nested too deeply")
	}
	return r.Reader.Read(p)
}
