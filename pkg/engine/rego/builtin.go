package rego

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
	"github.com/open-policy-agent/opa/v1/types"
)

// ErrCapabilities is wrapped where capabilities can't be read.
var ErrCapabilities = errors.New("invalid capabilities")

// A StopError is what a Builtin returns to end the evaluation rather than leave the rule undefined.
type StopError struct{ Err error }

func (e *StopError) Error() string { return e.Err.Error() }
func (e *StopError) Unwrap() error { return e.Err }

// A Builtin is a function that policies may call besides OPA's own.
type Builtin struct {
	Name string
	// Texts is how many arguments it takes, all of them texts; if it is 0, it takes one, a list of texts.
	Texts int
	// Call answers with JSON. It learns the file in which it is called.
	Call func(caller string, texts []string) (json.RawMessage, error)
}

func (b Builtin) declaration() *ast.Builtin {
	arguments := []types.Type{types.NewArray(nil, types.S)}
	if b.Texts > 0 {
		arguments = slices.Repeat([]types.Type{types.S}, b.Texts)
	}
	return &ast.Builtin{Name: b.Name, Decl: types.NewFunction(types.Args(arguments...), types.A), Nondeterministic: true}
}

func (b Builtin) opa() *topdown.Builtin {
	return &topdown.Builtin{Decl: b.declaration(), Func: func(call topdown.BuiltinContext, terms []*ast.Term, iterate func(*ast.Term) error) error {
		caller := ""
		if call.Location != nil {
			caller = call.Location.File
		}
		answer, err := b.Call(caller, textsOf(terms))
		var stop *StopError
		if errors.As(err, &stop) {
			return topdown.Halt{Err: fmt.Errorf("%s: %w", b.Name, err)}
		}
		if err != nil {
			return &topdown.Error{Code: topdown.BuiltinErr, Message: b.Name + ": " + err.Error(), Location: call.Location}
		}
		value, err := ast.ValueFromReader(bytes.NewReader(answer))
		if err != nil {
			return fmt.Errorf("%s: %w", b.Name, err)
		}
		return iterate(ast.NewTerm(value))
	}}
}

// textsOf returns all texts among the arguments, and in lists among them.
func textsOf(terms []*ast.Term) []string {
	var texts []string
	for _, term := range terms {
		switch value := term.Value.(type) {
		case ast.String:
			texts = append(texts, string(value))
		case *ast.Array:
			value.Foreach(func(element *ast.Term) { texts = append(texts, textsOf([]*ast.Term{element})...) })
		}
	}
	return texts
}

// readCapabilities adds the functions that the options bring to those that they allow.
func readCapabilities(options Options) (*ast.Capabilities, error) {
	allowed := ast.CapabilitiesForThisVersion(ast.CapabilitiesRegoVersion(options.Version.opa()))
	if len(options.Capabilities) > 0 {
		read, err := ast.LoadCapabilitiesJSON(bytes.NewReader(options.Capabilities))
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrCapabilities, err)
		}
		allowed = read
	}
	if len(options.Builtins) == 0 {
		return allowed, nil
	}
	with := *allowed
	with.Builtins = slices.Clone(allowed.Builtins)
	for _, builtin := range options.Builtins {
		with.Builtins = append(with.Builtins, builtin.declaration())
	}
	return &with, nil
}
