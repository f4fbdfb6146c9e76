package shell

import (
	"slices"

	"mvdan.cc/sh/v3/syntax"
)

// walker goes through a script in the order in which it runs and gathers the commands.
type walker struct {
	result    *Script
	variables Variables
	source    *source
	scope     *scope
	options   Options
	dialect   Dialect
	nesting   int // of scripts inside scripts
	pipelines int // so many have an ID
	budget    int // bytes that variables may still put in
	// pending substitutions were met in words of the command being read.
	pending []substitution
}

// substitution is the script of a $(...) or <(...).
type substitution []*syntax.Stmt

func newWalker(result *Script, c Context) *walker {
	return &walker{
		result: result, variables: c.Variables, scope: &scope{}, options: c.Options, dialect: c.Dialect, budget: maxText,
	}
}

// script reads a source and walks through it.
func (w *walker) script(src *source, f frame) {
	pieces, err := parse(src, w.dialect)
	if w.result.Error == nil {
		w.result.Error = err
	}
	for _, p := range pieces {
		w.source = p.source
		w.list(p.stmts, f)
	}
}

// list walks statements that stand one after the other: only the last one's status is that of the list.
func (w *walker) list(stmts []*syntax.Stmt, f frame) {
	for i, stmt := range stmts {
		this := f
		if i > 0 {
			this.after = w.separator(stmts[i-1])
		}
		if i < len(stmts)-1 {
			this = this.followed()
		}
		w.statement(stmt, this)
	}
}

func (w *walker) separator(before *syntax.Stmt) string {
	switch {
	case before.Background || before.Coprocess:
		return "&"
	case before.Semicolon.IsValid():
		return ";"
	}
	return "newline"
}

func (w *walker) statement(stmt *syntax.Stmt, f frame) {
	if stmt.Negated {
		f = f.in("negation")
		f.value, f.success, f.suppressed, f.dropped = f.success, f.value, true, false
	}
	if stmt.Background || stmt.Coprocess {
		w.apart(func() { w.command(stmt, f.in("background").detached(false)) })
		return
	}
	w.command(stmt, f)
}

func (w *walker) command(stmt *syntax.Stmt, f frame) {
	switch c := stmt.Cmd.(type) {
	case nil:
		w.call(&syntax.CallExpr{}, stmt.Redirs, f)
	case *syntax.CallExpr:
		w.call(c, stmt.Redirs, f)
	case *syntax.DeclClause:
		w.declaration(c, stmt.Redirs, f)
	case *syntax.TestClause:
		w.test(c, stmt.Redirs, f)
	case *syntax.BinaryCmd:
		if c.Op == syntax.Pipe || c.Op == syntax.PipeAll {
			w.pipe(stmt, f)
		} else {
			w.andOr(stmt, f)
		}
	default:
		f.redirects = slices.Concat(f.redirects, w.redirections(stmt.Redirs))
		w.substitutions(f)
		w.compound(stmt.Cmd, f)
	}
}

func (w *walker) compound(command syntax.Command, f frame) {
	switch c := command.(type) {
	case *syntax.Block:
		w.list(c.Stmts, f)
	case *syntax.Subshell:
		w.apart(func() { w.list(c.Stmts, f.in("subshell").detached(w.noticed(f)).drops(f)) })
	case *syntax.IfClause:
		w.ifClause(c, f.in("if"))
	case *syntax.WhileClause:
		w.loop(c, f.in("loop"), func(f frame) { w.condition(c.Cond, f.unnoticed()) }, c.Do)
	case *syntax.ForClause:
		w.forClause(c, f.in("loop"))
	case *syntax.CaseClause:
		w.caseClause(c, f.in("case"))
	case *syntax.FuncDecl:
		w.function(c, f.in("function"))
	case *syntax.TimeClause:
		w.timeClause(c, f)
	case *syntax.CoprocClause:
		w.apart(func() { w.statement(c.Stmt, f.in("background").detached(false)) })
	case *syntax.ArithmCmd, *syntax.LetClause:
		w.collect(command)
		w.forgetAssigned(command)
		w.substitutions(f.detached(false))
	}
}

// joined is a member of an and-or list or a pipe with the operator before it.
type joined struct {
	stmt     *syntax.Stmt
	operator syntax.BinCmdOperator
}

// flatten takes a && b || c, which the parser gives as ((a && b) || c), apart.
func flatten(stmt *syntax.Stmt, belongs func(syntax.BinCmdOperator) bool) []joined {
	var members []joined
	for {
		binary, ok := stmt.Cmd.(*syntax.BinaryCmd)
		if !ok || !belongs(binary.Op) || len(members) > 0 && (stmt.Negated || len(stmt.Redirs) > 0) {
			members = append(members, joined{stmt: stmt})
			slices.Reverse(members)
			return members
		}
		members = append(members, joined{binary.Y, binary.Op})
		stmt = binary.X
	}
}

func isPipe(op syntax.BinCmdOperator) bool  { return op == syntax.Pipe || op == syntax.PipeAll }
func isAndOr(op syntax.BinCmdOperator) bool { return op == syntax.AndStmt || op == syntax.OrStmt }

// andOr walks a && b || c. What follows a command that may fail is not certain to have run once the list is over.
func (w *walker) andOr(stmt *syntax.Stmt, f frame) {
	members := flatten(stmt, isAndOr)
	noticed := w.noticedMembers(members, f)
	certain := 1
	for certain < len(members) && cannotFail(members[certain-1].stmt) && members[certain].operator == syntax.AndStmt {
		certain++
	}
	walk := func(from, to int) {
		for i := from; i < to; i++ {
			this := f
			this.dropped = f.dropped && !handled(members[i+1:])
			w.member(members[i], i < len(members)-1, noticed[i], this)
		}
	}
	walk(0, certain)
	options := w.options
	w.perhaps(func() {
		walk(certain, len(members))
		options = w.options
	})
	w.options = options
}

// member walks one member of an and-or list.
func (w *walker) member(m joined, before bool, value bool, f frame) {
	if m.operator != 0 {
		f.after = m.operator.String()
	}
	f.value = value
	if before {
		f.suppressed, f.success = true, false
	}
	if m.operator == syntax.OrStmt {
		w.perhaps(func() { w.statement(m.stmt, f) })
		return
	}
	w.statement(m.stmt, f)
}

// noticedMembers tells for each member whether its status is noticed: it is that of the list unless a || behind it
// takes over.
func (w *walker) noticedMembers(members []joined, f frame) []bool {
	noticed := make([]bool, len(members))
	end := len(members) - 1
	noticed[end] = f.value
	handler := -1
	for i := end; i >= 0; i-- {
		switch {
		case i == end:
		case handler < 0:
			noticed[i] = f.value
		default:
			caught := noticed[handler] || handler == end && w.noticed(f)
			noticed[i] = survives(members[handler].stmt, caught, f.exit)
		}
		if members[i].operator == syntax.OrStmt {
			handler = i
		}
	}
	return noticed
}

// handled: a || stands behind, so that somebody has thought of a failure.
func handled(later []joined) bool {
	return slices.ContainsFunc(later, func(m joined) bool { return m.operator == syntax.OrStmt })
}

// cannotFail: commands that only set something, so that what follows them with && is sure to run.
func cannotFail(stmt *syntax.Stmt) bool {
	call, ok := stmt.Cmd.(*syntax.CallExpr)
	if !ok {
		_, declares := stmt.Cmd.(*syntax.DeclClause)
		return declares
	}
	if len(call.Args) == 0 {
		return !slices.ContainsFunc(call.Assigns, func(a *syntax.Assign) bool { return substitutes(a) })
	}
	switch written(call.Args, 0) {
	case "set", "export", "unset", "true", ":", "echo", "printf":
		return !stmt.Negated
	}
	return false
}

// pipe walks a | b. Every member runs in a subshell; without pipefail only the last one's status counts.
func (w *walker) pipe(stmt *syntax.Stmt, f frame) {
	members := flatten(stmt, isPipe)
	noticed := w.noticed(f)
	w.pipelines++
	pipeline := Pipeline{ID: w.pipelines, Length: len(members), Pipefail: w.options.Pipefail}
	var before printed
	for i, m := range members {
		counts := pipeline.Pipefail || i == len(members)-1
		this := f.detached(noticed && counts)
		this.dropped = f.dropped && counts
		this.pipeline, this.pipeline.Position = pipeline, i
		if i > 0 {
			this.after = "|"
		}
		first := len(w.result.Commands)
		w.apart(func() { w.statement(m.stmt, this) })
		if first == len(w.result.Commands) {
			before = nil
			continue
		}
		told := w.result.Commands[first:]
		w.feed(before, told, this)
		before = w.prints(m.stmt, told[0])
	}
}
