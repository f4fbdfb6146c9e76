package engine

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/topdown"

	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// errResult says that a rule's deny holds something other than objects with the texts msg and at.
var errResult = errors.New("deny must hold objects with the texts msg and at")

// A program is compiled rules and queries for them.
type program struct {
	compiler *ast.Compiler
	store    storage.Store
	all      inquiry
	some     inquiries
}

// An inquiry asks some rules at once.
type inquiry struct {
	rules []rule.Rule
	query ast.Body
}

func newProgram(rules []rule.Rule, compiler *ast.Compiler, store storage.Store) (*program, error) {
	query, err := denyQuery(compiler, rules)
	if err != nil {
		return nil, err
	}
	return &program{compiler: compiler, store: store, all: inquiry{rules, query}}, nil
}

// denyQuery asks for the deny of each rule, in order: `[data.….deny, data.….deny] = denials`.
func denyQuery(compiler *ast.Compiler, rules []rule.Rule) (ast.Body, error) {
	terms := make([]string, 0, len(rules))
	for _, r := range rules {
		terms = append(terms, policy.Package(r)+".deny")
	}
	parsed, err := ast.ParseBody("[" + strings.Join(terms, ", ") + "] = denials")
	if err != nil {
		return nil, fmt.Errorf("parse query: %w", err)
	}
	compiled, err := compiler.QueryCompiler().Compile(parsed)
	if err != nil {
		return nil, fmt.Errorf("compile query: %w", err)
	}
	return compiled, nil
}

// evaluate asks the relevant rules at once, with some others it may be, and adds what they say to the verdict. When one of
// them fails, or has no deny at all, it asks them one by one to learn which.
func (p *program) evaluate(ctx context.Context, e *Engine, document *ast.Term, relevant map[string]bool, verdict *Verdict) error {
	asked, err := p.inquiry(relevant)
	if err != nil {
		return err
	}
	denials, err := p.run(ctx, e, asked.query, document)
	if err == nil && denials.Len() == len(asked.rules) {
		for i, r := range asked.rules {
			verdict.add(r, element(denials, i), nil)
		}
		return nil
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	for _, r := range asked.rules {
		query, err := denyQuery(p.compiler, []rule.Rule{r})
		if err != nil {
			return err
		}
		denials, err := p.run(ctx, e, query, document)
		verdict.add(r, element(denials, 0), err)
	}
	return ctx.Err()
}

// element returns the deny at an index; null, which is no deny, where the query gave none.
func element(denials *ast.Array, i int) *ast.Term {
	if i >= denials.Len() {
		return ast.NullTerm()
	}
	return denials.Elem(i)
}

func (v *Verdict) add(r rule.Rule, deny *ast.Term, err error) {
	if err == nil {
		var violations []Violation
		violations, err = decode(r, deny)
		v.Violations = append(v.Violations, violations...)
	}
	if err != nil {
		v.Errors = append(v.Errors, RuleError{Rule: r, Err: err})
	}
}

// run evaluates a query and returns the array of sets that it binds to `denials`.
func (p *program) run(ctx context.Context, e *Engine, query ast.Body, document *ast.Term) (*ast.Array, error) {
	transaction, err := p.store.NewTransaction(ctx)
	if err != nil {
		return ast.NewArray(), fmt.Errorf("read data: %w", err)
	}
	defer p.store.Abort(ctx, transaction)
	cancel := topdown.NewCancel()
	defer context.AfterFunc(ctx, cancel.Cancel)()

	var failures []topdown.Error
	denials := ast.NewArray()
	err = p.prepare(e, query, transaction).
		WithInput(document).WithCancel(cancel).WithBuiltinErrorList(&failures).
		Iter(ctx, func(result topdown.QueryResult) error {
			denials, _ = result["denials"].Value.(*ast.Array)
			return nil
		})
	if err == nil && len(failures) > 0 {
		err = &failures[0]
	}
	return denials, err
}

func (p *program) prepare(e *Engine, query ast.Body, transaction storage.Transaction) *topdown.Query {
	return topdown.NewQuery(query).
		WithCompiler(p.compiler).
		WithStore(p.store).
		WithTransaction(transaction).
		WithInterQueryBuiltinValueCache(e.values)
}

// decode is the one door through which Rego's results come in.
func decode(r rule.Rule, deny *ast.Term) ([]Violation, error) {
	denials, ok := deny.Value.(ast.Set)
	if !ok {
		return nil, errResult
	}
	var violations []Violation
	var failed error
	for _, denial := range denials.Slice() {
		message, _ := text(denial, "msg")
		at, hasPlace := text(denial, "at")
		if message == "" || !hasPlace {
			return violations, errResult
		}
		fix, err := decodeFix(denial)
		failed = cmp.Or(failed, err)
		violations = append(violations, Violation{Rule: r, Message: message, At: at, Fix: fix})
	}
	return violations, failed
}

func text(object *ast.Term, key string) (string, bool) {
	value := object.Get(ast.InternedTerm(key))
	if value == nil {
		return "", false
	}
	found, ok := value.Value.(ast.String)
	return string(found), ok
}
