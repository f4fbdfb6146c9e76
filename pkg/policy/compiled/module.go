package compiled

import (
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"
)

func (w *wire) module(m *Module) {
	text(w, &m.Name)
	w.strings(&m.Modules)
	w.strings(&m.Lists)
	if !w.writing {
		m.AST = &ast.Module{Package: &ast.Package{}}
	}
	w.ref(&m.AST.Package.Path)
	list(w, &m.AST.Rules, func(r **ast.Rule) { w.regoRule(r, m.AST) })
}

func (w *wire) regoRule(r **ast.Rule, module *ast.Module) {
	if !w.writing {
		*r = &ast.Rule{Head: &ast.Head{}, Module: module}
	}
	w.location(&(*r).Location)
	w.head((*r).Head, (*r).Location)
	w.body(&(*r).Body)
	w.flag(&(*r).Default)
	hasElse := (*r).Else != nil
	if w.flag(&hasElse); hasElse {
		w.regoRule(&(*r).Else, module)
	}
}

func (w *wire) head(h *ast.Head, at *ast.Location) {
	h.Location = at
	text(w, &h.Name)
	w.ref(&h.Reference)
	list(w, (*[]*ast.Term)(&h.Args), w.term)
	w.optionalTerm(&h.Key)
	w.optionalTerm(&h.Value)
	w.flag(&h.Assign)
}

func (w *wire) body(b *ast.Body) {
	list(w, (*[]*ast.Expr)(b), w.expr)
}

func (w *wire) expr(e **ast.Expr) {
	if !w.writing {
		*e = &ast.Expr{}
	}
	w.location(&(*e).Location)
	w.integer(&(*e).Index)
	w.flag(&(*e).Generated)
	w.flag(&(*e).Negated)
	w.terms(&(*e).Terms)
	list(w, &(*e).With, w.with)
}

func (w *wire) with(modifier **ast.With) {
	if !w.writing {
		*modifier = &ast.With{}
	}
	w.term(&(*modifier).Target)
	w.term(&(*modifier).Value)
}

// What an expression may be.
const (
	exprTerm = iota
	exprCall
	exprEvery
)

// terms carries what an expression says: one term, a call of a function with its arguments, or `every`. The compiler
// leaves nothing else.
func (w *wire) terms(terms *any) {
	kind := exprKind(*terms)
	if kind < 0 {
		w.fail(fmt.Errorf("%w: %T", errForm, *terms))
		return
	}
	w.integer(&kind)
	switch kind {
	case exprTerm:
		term, _ := (*terms).(*ast.Term)
		w.term(&term)
		*terms = term
	case exprCall:
		call, _ := (*terms).([]*ast.Term)
		list(w, &call, w.term)
		*terms = call
	case exprEvery:
		every, _ := (*terms).(*ast.Every)
		w.every(&every)
		*terms = every
	default:
		w.fail(fmt.Errorf("%w: an expression of kind %d", ErrCorrupt, kind))
	}
}

// exprKind returns what an expression is; the first kind for one that is still to be read.
func exprKind(terms any) int {
	switch terms.(type) {
	case nil, *ast.Term:
		return exprTerm
	case []*ast.Term:
		return exprCall
	case *ast.Every:
		return exprEvery
	}
	return -1
}

func (w *wire) every(e **ast.Every) {
	if !w.writing {
		*e = &ast.Every{}
	}
	w.optionalTerm(&(*e).Key)
	w.term(&(*e).Value)
	w.term(&(*e).Domain)
	w.body(&(*e).Body)
}

// location carries the line and the column, for the errors of rules that can't be evaluated.
func (w *wire) location(at **ast.Location) {
	var row, column int
	if *at != nil {
		row, column = (*at).Row, (*at).Col
	}
	w.integer(&row)
	w.integer(&column)
	if !w.writing {
		*at = &ast.Location{File: w.file, Row: row, Col: column}
	}
}
