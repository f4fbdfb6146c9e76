package input

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
)

// FacetNames lists the facets that have a schema, in alphabetical order.
func FacetNames() []string {
	return []string{"compose", "dockerfile", "ignorefile", "project", "reference", "secret", "workload"}
}

// schema is the part of JSON Schema (draft 7) that OPA's type checker understands.
type schema struct {
	Schema      string             `json:"$schema,omitempty"`
	Title       string             `json:"title,omitempty"`
	Ref         string             `json:"$ref,omitempty"`
	Type        string             `json:"type,omitempty"`
	Properties  map[string]*schema `json:"properties,omitempty"`
	Items       *schema            `json:"items,omitempty"`
	Values      *schema            `json:"additionalProperties,omitempty"`
	Required    []string           `json:"required,omitempty"`
	Definitions map[string]*schema `json:"definitions,omitempty"`
}

// Schema returns the JSON Schema of a document as the rules of one facet see it: kind, file and that facet. It is
// made from the Go types, so it can't disagree with them.
func Schema(facet string) ([]byte, error) {
	document := reflect.TypeFor[Document]()
	made := schema{
		Schema:      "http://json-schema.org/draft-07/schema#",
		Title:       "A document as rules of the facet " + facet + " see it",
		Type:        "object",
		Properties:  map[string]*schema{},
		Definitions: map[string]*schema{},
	}
	for field := range document.Fields() {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name == "kind" || name == "file" || name == facet {
			made.Properties[name] = typeSchema(field.Type, made.Definitions)
			made.Required = append(made.Required, name)
		}
	}
	if len(made.Required) < 3 {
		return nil, fmt.Errorf("no facet %q", facet)
	}
	text, err := json.MarshalIndent(made, "", "  ")
	return append(text, '\n'), err
}

// keyed is a map type that knows its keys.
type keyed interface{ Keys() []string }

func typeSchema(t reflect.Type, definitions map[string]*schema) *schema {
	switch t.Kind() {
	case reflect.Pointer:
		return typeSchema(t.Elem(), definitions)
	case reflect.Bool:
		return &schema{Type: "boolean"}
	case reflect.String:
		return &schema{Type: "string"}
	case reflect.Int, reflect.Int64:
		return &schema{Type: "integer"}
	case reflect.Slice:
		return &schema{Type: "array", Items: typeSchema(t.Elem(), definitions)}
	case reflect.Map:
		return mapSchema(t, definitions)
	case reflect.Struct:
		return structReference(t, definitions)
	}
	panic("no schema for " + t.String())
}

func mapSchema(t reflect.Type, definitions map[string]*schema) *schema {
	values := typeSchema(t.Elem(), definitions)
	known, ok := reflect.Zero(t).Interface().(keyed)
	if !ok {
		return &schema{Type: "object", Values: values}
	}
	made := &schema{Type: "object", Properties: map[string]*schema{}}
	for _, key := range known.Keys() {
		made.Properties[key] = values
	}
	return made
}

func structReference(t reflect.Type, definitions map[string]*schema) *schema {
	name := t.Name()
	if _, ok := definitions[name]; !ok {
		definitions[name] = &schema{Type: "object", Properties: map[string]*schema{}}
		addFields(definitions[name], t, definitions)
	}
	return &schema{Ref: "#/definitions/" + name}
}

func addFields(made *schema, t reflect.Type, definitions map[string]*schema) {
	for field := range t.Fields() {
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case name == "-" || !field.IsExported():
		case field.Anonymous && name == "":
			addFields(made, field.Type, definitions)
		default:
			made.Properties[name] = typeSchema(field.Type, definitions)
			if options != "omitzero" {
				made.Required = append(made.Required, name)
			}
		}
	}
}
