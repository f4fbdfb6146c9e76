package shell

import (
	"mvdan.cc/sh/v3/syntax"
)

func (w *walker) ifClause(c *syntax.IfClause, f frame) {
	orElse := c.Else
	condition := f.unnoticed()
	condition.value = f.exit && orElse != nil && len(orElse.Cond) == 0 && fails(orElse.Then)
	condition.success = f.exit && fails(c.Then)
	w.condition(c.Cond, condition)
	w.perhaps(func() { w.list(c.Then, f.begin()) })
	switch {
	case orElse == nil:
	case len(orElse.Cond) == 0:
		w.perhaps(func() { w.list(orElse.Then, f.begin()) })
	default:
		w.perhaps(func() { w.ifClause(orElse, f.begin()) })
	}
}

// condition walks the condition of an if or a loop: set -e has no effect there.
func (w *walker) condition(stmts []*syntax.Stmt, f frame) {
	f.suppressed = true
	w.list(stmts, f)
}

// loop walks a loop. What its body assigns is unknown from the start, since the body may have run before. The status
// of every turn but the last is lost.
func (w *walker) loop(whole syntax.Node, f frame, head func(frame), body []*syntax.Stmt) {
	w.perhaps(func() {
		w.forgetAssigned(whole)
		head(f)
		w.list(body, f.begin().unnoticed())
	})
}

func (w *walker) forClause(c *syntax.ForClause, f frame) {
	w.collect(c.Loop)
	w.substitutions(f.detached(false))
	w.loop(c, f, func(frame) {
		if words, ok := c.Loop.(*syntax.WordIter); ok {
			w.scope.forget(words.Name.Value)
		}
	}, c.Do)
}

func (w *walker) caseClause(c *syntax.CaseClause, f frame) {
	w.collect(c.Word)
	w.substitutions(f.detached(false))
	for _, item := range c.Items {
		for _, pattern := range item.Patterns {
			w.collect(pattern)
		}
		w.substitutions(f.detached(false))
		w.perhaps(func() { w.list(item.Stmts, f.begin()) })
	}
}

// function walks the body of a function where it is declared. When it runs, and how often, is not known: what it
// assigns is unknown from then on.
func (w *walker) function(c *syntax.FuncDecl, f frame) {
	body := f.begin()
	body.value, body.success, body.suppressed, body.pipeline = true, false, false, Pipeline{}
	w.perhaps(func() { w.statement(c.Body, body) })
}

func (w *walker) timeClause(c *syntax.TimeClause, f frame) {
	start := w.offset(c.Time)
	word := w.literalWord(start, start+len("time"))
	w.emit(invocation{words: []Word{word}, redirections: f.redirects}, f)
	if c.Stmt != nil {
		w.statement(c.Stmt, f.in("time"))
	}
}

// forgetAssigned makes unresolved whatever is assigned anywhere in a part of the script.
func (w *walker) forgetAssigned(part syntax.Node) {
	syntax.Walk(part, func(node syntax.Node) bool {
		switch n := node.(type) {
		case *syntax.CallExpr:
			w.forgetCall(n)
		case *syntax.DeclClause:
			w.forgetNames(n.Args)
		case *syntax.WordIter:
			w.scope.forget(n.Name.Value)
		case *syntax.ParamExp:
			if n.Param != nil && n.Exp != nil && (n.Exp.Op == syntax.AssignUnset || n.Exp.Op == syntax.AssignUnsetOrNull) {
				w.scope.forget(n.Param.Value)
			}
		case *syntax.BinaryArithm:
			if word, ok := n.X.(*syntax.Word); ok && isArithmeticAssignment(n.Op) {
				w.scope.forget(word.Lit())
			}
		case *syntax.UnaryArithm:
			if word, ok := n.X.(*syntax.Word); ok && (n.Op == syntax.Inc || n.Op == syntax.Dec) {
				w.scope.forget(word.Lit())
			}
		}
		return true
	})
}

func isArithmeticAssignment(op syntax.BinAritOperator) bool {
	return op == syntax.Assgn || op >= syntax.AddAssgn && op <= syntax.ShrAssgn
}

func (w *walker) forgetCall(call *syntax.CallExpr) {
	if len(call.Args) == 0 {
		w.forgetNames(call.Assigns)
		return
	}
	if setsNames(written(call.Args, 0)) {
		for _, word := range call.Args[1:] {
			w.scope.forget(word.Lit())
		}
	}
}

func (w *walker) forgetNames(assigns []*syntax.Assign) {
	for _, a := range assigns {
		if a.Name != nil {
			w.scope.forget(a.Name.Value)
		}
	}
}

// setsNames: builtins that give values to the variables that their operands name.
func setsNames(builtin string) bool {
	switch builtin {
	case "read", "unset", "getopts", "mapfile", "readarray":
		return true
	}
	return false
}
