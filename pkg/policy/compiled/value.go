package compiled

import (
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"
)

func (w *wire) term(t **ast.Term) {
	if !w.writing {
		*t = &ast.Term{}
	}
	w.value(&(*t).Value)
}

func (w *wire) optionalTerm(t **ast.Term) {
	there := *t != nil
	if w.flag(&there); there {
		w.term(t)
	}
}

func (w *wire) ref(r *ast.Ref) {
	list(w, (*[]*ast.Term)(r), w.term)
}

// What a value may be. The numbers are part of the binary form.
const (
	valueNull = iota
	valueFalse
	valueTrue
	valueNumber
	valueString
	valueVar
	valueRef
	valueCall
	valueArray
	valueSet
	valueObject
	valueArrayComprehension
	valueSetComprehension
	valueObjectComprehension
)

// valueKind returns what a value is, and -1 for what the compiler leaves nothing of.
func valueKind(v ast.Value) int {
	switch v := v.(type) {
	case nil, ast.Null:
		return valueNull
	case ast.Boolean:
		if v {
			return valueTrue
		}
		return valueFalse
	case ast.Number:
		return valueNumber
	case ast.String:
		return valueString
	case ast.Var:
		return valueVar
	case ast.Ref:
		return valueRef
	case ast.Call:
		return valueCall
	case *ast.Array:
		return valueArray
	case ast.Set:
		return valueSet
	case ast.Object:
		return valueObject
	case *ast.ArrayComprehension:
		return valueArrayComprehension
	case *ast.SetComprehension:
		return valueSetComprehension
	case *ast.ObjectComprehension:
		return valueObjectComprehension
	}
	return -1
}

func (w *wire) value(v *ast.Value) {
	kind := valueKind(*v)
	if kind < 0 {
		w.fail(fmt.Errorf("%w: %T", errForm, *v))
		return
	}
	w.integer(&kind)
	switch kind {
	case valueNull:
		*v = ast.NullValue
	case valueFalse, valueTrue:
		*v = ast.Boolean(kind == valueTrue)
	case valueNumber:
		number, _ := (*v).(ast.Number)
		text(w, &number)
		*v = number
	case valueString:
		s, _ := (*v).(ast.String)
		text(w, &s)
		*v = s
	case valueVar:
		name, _ := (*v).(ast.Var)
		text(w, &name)
		*v = name
	case valueRef:
		ref, _ := (*v).(ast.Ref)
		w.ref(&ref)
		*v = ref
	case valueCall:
		call, _ := (*v).(ast.Call)
		list(w, (*[]*ast.Term)(&call), w.term)
		*v = call
	default:
		w.collection(kind, v)
	}
}

func (w *wire) collection(kind int, v *ast.Value) {
	switch kind {
	case valueArray:
		terms := elements(*v)
		list(w, &terms, w.term)
		*v = ast.NewArray(terms...)
	case valueSet:
		terms := elements(*v)
		list(w, &terms, w.term)
		*v = ast.NewSet(terms...)
	case valueObject:
		pairs := items(*v)
		list(w, &pairs, func(pair *[2]*ast.Term) {
			w.term(&pair[0])
			w.term(&pair[1])
		})
		*v = ast.NewObject(pairs...)
	default:
		w.comprehension(kind, v)
	}
}

func elements(v ast.Value) []*ast.Term {
	var terms []*ast.Term
	add := func(t *ast.Term) { terms = append(terms, t) }
	switch v := v.(type) {
	case *ast.Array:
		v.Foreach(add)
	case ast.Set:
		v.Foreach(add)
	}
	return terms
}

func items(v ast.Value) [][2]*ast.Term {
	var pairs [][2]*ast.Term
	if object, ok := v.(ast.Object); ok {
		object.Foreach(func(key, value *ast.Term) { pairs = append(pairs, [2]*ast.Term{key, value}) })
	}
	return pairs
}

func (w *wire) comprehension(kind int, v *ast.Value) {
	switch kind {
	case valueArrayComprehension:
		made := read[ast.ArrayComprehension](*v)
		w.term(&made.Term)
		w.body(&made.Body)
		*v = made
	case valueSetComprehension:
		made := read[ast.SetComprehension](*v)
		w.term(&made.Term)
		w.body(&made.Body)
		*v = made
	case valueObjectComprehension:
		made := read[ast.ObjectComprehension](*v)
		w.term(&made.Key)
		w.term(&made.Value)
		w.body(&made.Body)
		*v = made
	default:
		w.fail(fmt.Errorf("%w: a value of kind %d", ErrCorrupt, kind))
	}
}

// read returns the comprehension that a value is, or an empty one to be read into.
func read[T any](v ast.Value) *T {
	if made, ok := any(v).(*T); ok {
		return made
	}
	return new(T)
}
