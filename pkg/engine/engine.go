// Package engine judges documents by rules.
//
// It knows Rego and nothing of files: a document goes in, and what each rule says of it comes out. Rules are
// compiled when the first document comes that carries their facet, and only for the facets that documents carry;
// each document is evaluated once, with one query over all its rules. An Engine may be used from many goroutines.
//
//	judge := engine.New(library, rules, parameters)
//	verdict, err := judge.Evaluate(ctx, document)
//
// A rule that can't be evaluated never takes the others with it, and never falls silent: it comes back in
// Verdict.Errors.
package engine

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/topdown/cache"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// An Engine judges documents by a fixed set of rules with fixed parameters.
type Engine struct {
	library    *policy.Library
	rules      []rule.Rule
	parameters rule.Parameters
	values     cache.InterQueryValueCache

	mutex   sync.Mutex
	shelves map[string]*shelf
}

// New prepares an engine for the rules. Parameters must hold a value for each parameter of each rule, as
// rule.Catalogue.Effective returns them. Nothing is compiled yet.
func New(library *policy.Library, rules []rule.Rule, parameters rule.Parameters) *Engine {
	return &Engine{
		library:    library,
		rules:      rules,
		parameters: parameters,
		values:     cache.NewInterQueryValueCache(context.Background(), nil),
		shelves:    map[string]*shelf{},
	}
}

// A Verdict is what the rules say of one document.
type Verdict struct {
	// Violations are the places where rules do not hold, in no particular order.
	Violations []Violation
	// Errors are the rules that could not be evaluated.
	Errors []RuleError
	// Evaluated are the rules of the document's facets: those that were asked, failed ones included, and those that need
	// not be asked, because the document holds nothing that they judge.
	Evaluated []rule.Rule
}

// A Violation is one element of a rule's `deny`.
type Violation struct {
	Rule    rule.Rule
	Message string
	// At is the place in the document.
	At string
	// Fix is what mends it; nil where the rule proposes nothing.
	Fix *Fix
}

// A RuleError says why a rule could not be evaluated on a document.
type RuleError struct {
	Rule rule.Rule
	Err  error
}

// Evaluate judges a document. The error is for what sinks all rules: they do not compile, or ctx is done.
func (e *Engine) Evaluate(ctx context.Context, document *input.Document) (Verdict, error) {
	if err := ctx.Err(); err != nil {
		return Verdict{}, err
	}
	facets, encoded := document.Facets(), encode(document)
	shelf := e.shelf(facets)
	program, relevant, err := shelf.program(encoded, e.compile)
	if err != nil {
		return Verdict{}, err
	}
	verdict := Verdict{Evaluated: shelf.of(facets)}
	if err := program.evaluate(ctx, e, ast.NewTerm(encoded), relevant, &verdict); err != nil {
		return Verdict{}, err
	}
	return verdict, nil
}

// Prepare compiles all rules about documents like this one, which Evaluate does bit by bit as documents ask for them: for
// servers, where somebody would wait for it.
func (e *Engine) Prepare(document *input.Document) error {
	return e.shelf(document.Facets()).fill(e.compile)
}

// shelf returns the compiled rules for a set of facets, or for a set that has these and more: a rule of a facet that a
// document has not says nothing.
func (e *Engine) shelf(facets []string) *shelf {
	key := strings.Join(facets, ",")
	e.mutex.Lock()
	defer e.mutex.Unlock()
	if e.shelves[key] == nil {
		e.shelves[key] = e.larger(facets)
	}
	return e.shelves[key]
}

// larger returns a shelf for the facets and more, a new one for just these where there is none.
func (e *Engine) larger(facets []string) *shelf {
	for _, key := range slices.Sorted(maps.Keys(e.shelves)) {
		if e.shelves[key].has(facets) {
			return e.shelves[key]
		}
	}
	return newShelf(facets, slices.DeleteFunc(slices.Clone(e.rules), func(r rule.Rule) bool {
		return !slices.Contains(facets, r.Facet)
	}))
}

func (e *Engine) compile(rules []rule.Rule) (*program, error) {
	compiler, lists, err := e.library.Compile(rules)
	if err != nil {
		return nil, err
	}
	parameters, err := encodeParameters(rules, e.parameters)
	if err != nil {
		return nil, err
	}
	return newProgram(rules, compiler, newStore(parameters, lists))
}

// encodeParameters returns data.seaworthy.parameters for the rules.
func encodeParameters(rules []rule.Rule, parameters rule.Parameters) (ast.Value, error) {
	told := ast.NewObject()
	for _, r := range rules {
		values := ast.NewObject()
		for name, value := range parameters[r.ID] {
			encoded, err := ast.ValueFromReader(bytes.NewReader(value))
			if err != nil {
				return nil, fmt.Errorf("store parameter %s.%s: %w", r.ID, name, err)
			}
			values.Insert(ast.StringTerm(name), ast.NewTerm(encoded))
		}
		if values.Len() > 0 {
			told.Insert(ast.StringTerm(r.ID), ast.NewTerm(values))
		}
	}
	return told, nil
}

// newStore holds what rules read besides their input: data.seaworthy.parameters, and the lists in data.seaworthy.data.
func newStore(parameters ast.Value, lists ast.Object) storage.Store {
	return inmem.NewFromASTObject(ast.NewObject(ast.Item(ast.StringTerm("seaworthy"), ast.ObjectTerm(
		ast.Item(ast.StringTerm("parameters"), ast.NewTerm(parameters)),
		ast.Item(ast.StringTerm("data"), ast.NewTerm(lists)),
	))))
}
