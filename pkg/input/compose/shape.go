package compose

import (
	"encoding/json"
	"iter"
	"slices"
	"strconv"
	"strings"
)

// A shape is a schema: the part of JSON Schema that the specification uses.
type shape struct {
	Ref         string            `json:"$ref"`
	Type        oneOrMore         `json:"type"`
	Properties  map[string]*shape `json:"properties"`
	Patterns    map[string]*shape `json:"patternProperties"`
	Additional  *shape            `json:"additionalProperties"`
	Unevaluated *shape            `json:"unevaluatedProperties"`
	Items       *shape            `json:"items"`
	Required    []string          `json:"required"`
	Enum        []any             `json:"enum"`
	OneOf       []*shape          `json:"oneOf"`
	AnyOf       []*shape          `json:"anyOf"`
	AllOf       []*shape          `json:"allOf"`
	Pattern     string            `json:"pattern"`
	Format      string            `json:"format"`
	Minimum     *float64          `json:"minimum"`
	Maximum     *float64          `json:"maximum"`
	Definitions map[string]*shape `json:"$defs"`
	// forbidden is the schema `false`.
	forbidden bool
}

// UnmarshalJSON reads a schema, or one of the booleans that stand for everything and nothing.
func (s *shape) UnmarshalJSON(text []byte) error {
	switch string(text) {
	case "true":
		return nil
	case "false":
		s.forbidden = true
		return nil
	}
	type plain shape
	return json.Unmarshal(text, (*plain)(s))
}

// oneOrMore is a text or a list of texts.
type oneOrMore []string

// UnmarshalJSON reads either.
func (o *oneOrMore) UnmarshalJSON(text []byte) error {
	var one string
	if json.Unmarshal(text, &one) == nil {
		*o = oneOrMore{one}
		return nil
	}
	return json.Unmarshal(text, (*[]string)(o))
}

// inner gives the schemas that stand in a schema.
func (s *shape) inner() iter.Seq[*shape] {
	return func(yield func(*shape) bool) {
		lists := [][]*shape{s.OneOf, s.AnyOf, s.AllOf, {s.Additional, s.Unevaluated, s.Items}}
		for _, each := range []map[string]*shape{s.Properties, s.Patterns, s.Definitions} {
			for _, inner := range each {
				lists = append(lists, []*shape{inner})
			}
		}
		for _, inner := range slices.Concat(lists...) {
			if !yield(inner) {
				return
			}
		}
	}
}

// kindNames are how messages call the types of JSON Schema.
var kindNames = map[string]string{
	"object": "a mapping", "array": "a list", "string": "a text", "number": "a number", "integer": "a whole number",
	"boolean": "true or false", "null": "empty",
}

// String lists what is allowed.
func (o oneOrMore) String() string {
	var words []string
	for _, each := range o {
		if name, ok := kindNames[each]; ok {
			each = name
		}
		if !slices.Contains(words, each) {
			words = append(words, each)
		}
	}
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// allows reports whether a value is of one of the types.
func (o oneOrMore) allows(v *value) bool {
	return slices.ContainsFunc(o, v.is) || len(o) == 0
}

// is reports whether the value is of a type of JSON Schema.
func (v *value) is(name string) bool {
	switch name {
	case "object":
		return v.kind == mapping
	case "array":
		return v.kind == list
	case "null":
		return v.kind == nothing
	case "string":
		return v.kind == scalar && v.isText
	case "boolean":
		return v.kind == scalar && (v.boolean() != nil && !v.isNumber())
	case "integer":
		return v.kind == scalar && v.integer() != nil
	case "number":
		return v.kind == scalar && v.isNumber()
	}
	return false
}

func (v *value) isNumber() bool {
	_, err := strconv.ParseFloat(v.text, 64)
	return err == nil || v.integer() != nil
}
