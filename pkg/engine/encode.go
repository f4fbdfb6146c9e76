package engine

import (
	"reflect"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/open-policy-agent/opa/v1/ast"
)

// encode turns a document into the value that its JSON would give, without the way through JSON: it obeys the same
// tags. Documents hold structs, pointers, slices, maps with text keys, texts, whole numbers and booleans.
func encode[T any](document *T) ast.Value {
	return encoderOf(reflect.TypeFor[T]())(reflect.ValueOf(document).Elem())
}

// An encoder turns a Go value of one type into a Rego value.
type encoder func(reflect.Value) ast.Value

// encoders remembers the encoder of each type; it is a cache and holds no state that a caller could see.
var encoders sync.Map

func encoderOf(t reflect.Type) encoder {
	if known, ok := encoders.Load(t); ok {
		return known.(encoder)
	}
	made := newEncoder(t)
	encoders.Store(t, made)
	return made
}

func newEncoder(t reflect.Type) encoder {
	switch t.Kind() {
	case reflect.Bool:
		return func(v reflect.Value) ast.Value { return ast.Boolean(v.Bool()) }
	case reflect.String:
		return func(v reflect.Value) ast.Value { return ast.String(validText(v.String())) }
	case reflect.Int, reflect.Int64:
		return func(v reflect.Value) ast.Value { return ast.IntNumberTerm(int(v.Int())).Value }
	case reflect.Pointer:
		return func(v reflect.Value) ast.Value { return encoderOf(t.Elem())(v.Elem()) }
	case reflect.Slice:
		return encodeSlice
	case reflect.Map:
		return encodeMap
	case reflect.Struct:
		return structEncoder(t)
	}
	panic("documents hold no " + t.String())
}

// validText puts U+FFFD for each byte that is no UTF-8, as encoding/json does.
func validText(text string) string {
	if utf8.ValidString(text) {
		return text
	}
	return string([]rune(text))
}

func encodeSlice(v reflect.Value) ast.Value {
	element := encoderOf(v.Type().Elem())
	terms := make([]*ast.Term, v.Len())
	for i := range terms {
		terms[i] = ast.NewTerm(element(v.Index(i)))
	}
	return ast.NewArray(terms...)
}

func encodeMap(v reflect.Value) ast.Value {
	element := encoderOf(v.Type().Elem())
	object := ast.NewObject()
	for entries := v.MapRange(); entries.Next(); {
		object.Insert(ast.StringTerm(validText(entries.Key().String())), ast.NewTerm(element(entries.Value())))
	}
	return object
}

// A field is one property of a struct's JSON.
type field struct {
	key       *ast.Term
	index     []int
	omitsZero bool
	encode    encoder
}

func structEncoder(t reflect.Type) encoder {
	// The encoders of the fields are looked up when first needed: a type may hold itself.
	fields := sync.OnceValue(func() []field { return appendFields(nil, t, nil) })
	return func(v reflect.Value) ast.Value {
		pairs := make([][2]*ast.Term, 0, len(fields()))
		for _, f := range fields() {
			value := v.FieldByIndex(f.index)
			if f.omitsZero && value.IsZero() {
				continue
			}
			pairs = append(pairs, [2]*ast.Term{f.key, ast.NewTerm(f.encode(value))})
		}
		return ast.NewObject(pairs...)
	}
}

func appendFields(fields []field, t reflect.Type, prefix []int) []field {
	for f := range t.Fields() {
		index := append(append([]int{}, prefix...), f.Index...)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case name == "-" || !f.IsExported():
		case f.Anonymous && name == "":
			fields = appendFields(fields, f.Type, index)
		default:
			fields = append(fields, field{
				key: ast.InternedTerm(name), index: index,
				omitsZero: options == "omitzero", encode: encoderOf(f.Type),
			})
		}
	}
	return fields
}
