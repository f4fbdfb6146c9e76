package rego

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
	"github.com/open-policy-agent/opa/v1/topdown/print"
)

// An Input is what policies are asked about.
type Input struct{ term *ast.Term }

// NewInput reads JSON.
func NewInput(text json.RawMessage) (Input, error) {
	value, err := ast.ValueFromReader(bytes.NewReader(text))
	if err != nil {
		return Input{}, fmt.Errorf("read input: %w", err)
	}
	return Input{ast.NewTerm(value)}, nil
}

// A Question asks what a rule says of an input.
type Question struct {
	Namespace, Rule string
	Input           Input
	// Data are those to be read in place of those that the policies were compiled with.
	Data *Data
	// Printed is where `print` writes to; nil for nowhere.
	Printed io.Writer
}

// An Answer is the value of a rule: the elements of a set or a list. Any other value has none.
type Answer struct {
	Elements []Element
	value    *ast.Term
	question Question
}

// An Element is one of the things that a rule says.
type Element struct {
	// JSON is the element.
	JSON json.RawMessage
	term *ast.Term
}

// Text returns the element if it is a text.
func (e Element) Text() (string, bool) {
	text, ok := e.term.Value.(ast.String)
	return string(text), ok
}

// ErrBuiltin is wrapped for an error of a built-in function.
var ErrBuiltin = errors.New("built-in error")

// Ask evaluates a rule. A rule that there is not, or that is undefined, has an empty answer. The error wraps ErrBuiltin if
// Options.FailOnBuiltinErrors asks for that.
func (p *Policies) Ask(ctx context.Context, question Question) (Answer, error) {
	query, err := p.query(question)
	if err != nil {
		return Answer{}, err
	}
	var tracers []topdown.QueryTracer
	buffer := topdown.NewBufferTracer()
	if p.options.Trace != nil {
		tracers = append(tracers, buffer)
	}
	value, err := p.run(ctx, question, query, tracers...)
	if p.options.Trace != nil {
		topdown.PrettyTraceWithLocation(p.options.Trace, *buffer)
	}
	if err != nil {
		return Answer{}, err
	}
	answer := Answer{value: value, question: question}
	return answer, answer.gather()
}

// answerVariable is what the query binds the rule's value to.
const answerVariable = "answer_of_the_rule"

func (p *Policies) query(question Question) (ast.Body, error) {
	ref := pathOf(question.Namespace).Append(ast.StringTerm(question.Rule))
	body := ast.NewBody(ast.Equality.Expr(ast.VarTerm(answerVariable), ast.NewTerm(ref)))
	compiled, err := p.compiler.QueryCompiler().Compile(body)
	var mistakes ast.Errors
	if errors.As(err, &mistakes) {
		return nil, fmt.Errorf("ask %s.%s: %s", question.Namespace, question.Rule, mistakes[0].Message)
	}
	if err != nil {
		return nil, fmt.Errorf("ask %s.%s: %w", question.Namespace, question.Rule, err)
	}
	return compiled, nil
}

// pathOf is the inverse of namespaceOf.
func pathOf(namespace string) ast.Ref {
	path := ast.DefaultRootRef.Copy()
	for part := range strings.SplitSeq(namespace, ".") {
		path = path.Append(ast.StringTerm(part))
	}
	return path
}

// run evaluates a query and returns what it binds; nil if it is undefined.
func (p *Policies) run(ctx context.Context, question Question, query ast.Body, tracers ...topdown.QueryTracer) (*ast.Term, error) {
	data := p.data
	if question.Data != nil {
		data = *question.Data
	}
	store := data.store()
	transaction, err := store.NewTransaction(ctx)
	if err != nil {
		return nil, fmt.Errorf("read data: %w", err)
	}
	defer store.Abort(ctx, transaction)
	cancel := topdown.NewCancel()
	defer context.AfterFunc(ctx, cancel.Cancel)()
	var failures []topdown.Error
	asked := topdown.NewQuery(query).WithCompiler(p.compiler).WithStore(store).WithTransaction(transaction).
		WithInput(question.Input.term).WithCancel(cancel).WithBuiltins(p.builtins).WithBuiltinErrorList(&failures)
	for _, tracer := range tracers {
		asked = asked.WithQueryTracer(tracer)
	}
	if question.Printed != nil {
		asked = asked.WithPrintHook(printer{question.Printed})
	}
	var value *ast.Term
	err = asked.Iter(ctx, func(result topdown.QueryResult) error {
		value = result[answerVariable]
		return nil
	})
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, fmt.Errorf("evaluate %s.%s: %w", question.Namespace, question.Rule, err)
	case len(failures) > 0 && p.options.FailOnBuiltinErrors:
		return nil, fmt.Errorf("%w: %w", ErrBuiltin, &failures[0])
	}
	return value, nil
}

// printer writes what policies print.
type printer struct{ out io.Writer }

func (p printer) Print(_ print.Context, text string) error {
	_, err := fmt.Fprintln(p.out, text)
	return err
}

// gather makes elements of the value.
func (a *Answer) gather() error {
	if a.value == nil {
		return nil
	}
	var terms []*ast.Term
	switch value := a.value.Value.(type) {
	case ast.Set:
		terms = value.Slice()
	case *ast.Array:
		value.Foreach(func(term *ast.Term) { terms = append(terms, term) })
	}
	for _, term := range terms {
		plain, err := ast.JSON(term.Value)
		if err != nil {
			return fmt.Errorf("read answer: %w", err)
		}
		var text bytes.Buffer
		encoder := json.NewEncoder(&text)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(plain); err != nil {
			return fmt.Errorf("read answer: %w", err)
		}
		a.Elements = append(a.Elements, Element{JSON: bytes.TrimSpace(text.Bytes()), term: term})
	}
	return nil
}
