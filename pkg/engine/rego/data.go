package rego

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
)

// Errors of data; callers may test for them with errors.Is.
var (
	// ErrNoObject is wrapped where a document of data is something else than an object.
	ErrNoObject = errors.New("data must be an object")
	// ErrConflict is wrapped where two documents say different things in one place.
	ErrConflict = errors.New("it contradicts other data")
)

// Data are what policies read below `data`, besides each other. The zero value is none.
type Data struct {
	object ast.Object
}

// With returns the data with a JSON object put in below a path of keys. The error wraps ErrNoObject or ErrConflict.
func (d Data) With(path []string, document []byte) (Data, error) {
	value, err := ast.ValueFromReader(bytes.NewReader(document))
	if err != nil {
		return d, fmt.Errorf("read data: %w", err)
	}
	object, ok := value.(ast.Object)
	if !ok {
		return d, fmt.Errorf("%w, not %s", ErrNoObject, ast.ValueName(value))
	}
	for i := len(path) - 1; i >= 0; i-- {
		object = ast.NewObject(ast.Item(ast.StringTerm(path[i]), ast.NewTerm(object)))
	}
	if d.object == nil {
		return Data{object}, nil
	}
	merged, ok := d.object.Merge(object)
	if !ok {
		return d, fmt.Errorf("%w at data.%s", ErrConflict, strings.Join(conflict(d.object, object), "."))
	}
	return Data{merged}, nil
}

// conflict returns the way to the first place where two objects do not agree.
func conflict(a, b ast.Object) []string {
	var path []string
	b.Until(func(key, value *ast.Term) bool {
		other := a.Get(key)
		if other == nil {
			return false
		}
		name := strings.Trim(key.Value.String(), `"`)
		inner, isObject := value.Value.(ast.Object)
		otherInner, otherIs := other.Value.(ast.Object)
		if !isObject || !otherIs {
			path = []string{name}
		} else if below := conflict(otherInner, inner); below != nil {
			path = append([]string{name}, below...)
		}
		return path != nil
	})
	return path
}

func (d Data) store() storage.Store {
	if d.object == nil {
		return inmem.NewFromASTObject(ast.NewObject())
	}
	return inmem.NewFromASTObject(d.object)
}
