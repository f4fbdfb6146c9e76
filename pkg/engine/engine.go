// Package engine judges documents by rules.
//
// It knows Rego and nothing of files: a document goes in, and what each rule says of it comes out. Rules are
// compiled when the first document comes that carries their facet, and only for the facets that documents carry;
// each document is evaluated once, with one query over all its rules. An Engine may be used from many goroutines.
//
//	judge, err := engine.New(library, rules, parameters)
//	verdict, err := judge.Evaluate(ctx, document)
//
// A rule that can't be evaluated never takes the others with it, and never falls silent: it comes back in
// Verdict.Errors.
package engine

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
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
	parameters ast.Value
	values     cache.InterQueryValueCache

	mutex   sync.Mutex
	shelves map[string]*shelf
}

// New prepares an engine for the rules. Parameters must hold a value for each parameter of each rule, as
// rule.Catalogue.Effective returns them. Nothing is compiled yet.
func New(library *policy.Library, rules []rule.Rule, parameters rule.Parameters) (*Engine, error) {
	text, err := json.Marshal(parameters)
	if err != nil {
		return nil, fmt.Errorf("store parameters: %w", err)
	}
	told, err := ast.ValueFromReader(bytes.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("store parameters: %w", err)
	}
	return &Engine{
		library:    library,
		rules:      rules,
		parameters: told,
		values:     cache.NewInterQueryValueCache(context.Background(), nil),
		shelves:    map[string]*shelf{},
	}, nil
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
	shelf, encoded := e.shelf(document.Facets()), encode(document)
	programs, relevant, err := shelf.programs(encoded, e.compile)
	if err != nil {
		return Verdict{}, err
	}
	verdict := Verdict{Evaluated: shelf.rules}
	for _, p := range programs {
		if err := p.evaluate(ctx, e, ast.NewTerm(encoded), relevant, &verdict); err != nil {
			return Verdict{}, err
		}
	}
	return verdict, nil
}

// shelf returns the compiled rules for a set of facets.
func (e *Engine) shelf(facets []string) *shelf {
	key := strings.Join(facets, ",")
	e.mutex.Lock()
	defer e.mutex.Unlock()
	if e.shelves[key] == nil {
		e.shelves[key] = newShelf(slices.DeleteFunc(slices.Clone(e.rules), func(r rule.Rule) bool {
			return !slices.Contains(facets, r.Facet)
		}))
	}
	return e.shelves[key]
}

func (e *Engine) compile(rules []rule.Rule) (*program, error) {
	modules, err := e.library.Modules(rules)
	if err != nil {
		return nil, err
	}
	lists, err := e.library.Lists(modules)
	if err != nil {
		return nil, err
	}
	return newProgram(rules, modules, newStore(e.parameters, lists), e.library.Proven())
}

// newStore holds what rules read besides their input: data.seaworthy.parameters, and the lists in data.seaworthy.data.
func newStore(parameters ast.Value, lists ast.Object) storage.Store {
	return inmem.NewFromASTObject(ast.NewObject(ast.Item(ast.StringTerm("seaworthy"), ast.ObjectTerm(
		ast.Item(ast.StringTerm("parameters"), ast.NewTerm(parameters)),
		ast.Item(ast.StringTerm("data"), ast.NewTerm(lists)),
	))))
}
