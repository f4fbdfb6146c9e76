package rule

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// ErrParameter is wrapped when a parameter does not exist or its value does not fit.
var ErrParameter = errors.New("invalid parameter")

// A Parameter is what a rule may be told: the part of JSON Schema that rules need, with a default.
type Parameter struct {
	// Type is boolean, integer, number, string, array or object.
	Type string `json:"type"`
	// Description says what the parameter does.
	Description string `json:"description,omitzero"`
	// Default is the JSON value in force when nobody sets one.
	Default json.RawMessage `json:"default,omitzero"`
	// Items describes the elements of an array.
	Items *Parameter `json:"items,omitzero"`
	// Enum lists the only strings allowed.
	Enum []string `json:"enum,omitzero"`
}

// Parameters are values by rule id and parameter name. Each value is a JSON text.
type Parameters map[string]map[string]json.RawMessage

// With returns a copy of p in which the values of other win.
func (p Parameters) With(other Parameters) Parameters {
	merged := Parameters{}
	for _, source := range []Parameters{p, other} {
		for id, values := range source {
			if merged[id] == nil {
				merged[id] = map[string]json.RawMessage{}
			}
			maps.Copy(merged[id], values)
		}
	}
	return merged
}

// Effective returns the value of each parameter of each rule: what p says, else the default. It wraps ErrParameter
// where p names a parameter that its rule does not have or gives a value of the wrong type, and ErrUnknownRule where
// it names no rule of the catalogue.
func (c *Catalogue) Effective(p Parameters) (Parameters, error) {
	if err := c.Validate(p); err != nil {
		return nil, err
	}
	return c.defaults().With(p), nil
}

// Validate checks that p names rules and parameters that exist, with values that fit.
func (c *Catalogue) Validate(p Parameters) error {
	for _, id := range slices.Sorted(maps.Keys(p)) {
		r, ok := c.ByID(id)
		if !ok {
			return fmt.Errorf("%w %q%s", ErrUnknownRule, id, c.suggestion(id))
		}
		for _, name := range slices.Sorted(maps.Keys(p[id])) {
			if err := r.checkParameter(name, p[id][name]); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r Rule) checkParameter(name string, value json.RawMessage) error {
	parameter, ok := r.Parameters[name]
	if !ok {
		return fmt.Errorf("%w: %s has no parameter %q%s", ErrParameter, r.ID, name, r.known())
	}
	if err := parameter.Check(value); err != nil {
		return fmt.Errorf("%w: %s.%s: %w", ErrParameter, r.ID, name, err)
	}
	return nil
}

// Changed returns the values that differ from the defaults of the rule's parameters, however they are written.
func (r Rule) Changed(values map[string]json.RawMessage) map[string]json.RawMessage {
	changed := map[string]json.RawMessage{}
	for name, value := range values {
		if !sameJSON(value, r.Parameters[name].Default) {
			changed[name] = value
		}
	}
	return changed
}

// sameJSON compares two JSON texts but for spaces.
func sameJSON(a, b json.RawMessage) bool {
	var left, right bytes.Buffer
	if json.Compact(&left, a) != nil || json.Compact(&right, b) != nil {
		return false
	}
	return bytes.Equal(left.Bytes(), right.Bytes())
}

func (r Rule) known() string {
	if len(r.Parameters) == 0 {
		return ", it takes none"
	}
	return " (known: " + strings.Join(slices.Sorted(maps.Keys(r.Parameters)), ", ") + ")"
}

func (c *Catalogue) defaults() Parameters {
	defaults := Parameters{}
	for _, r := range c.rules {
		for name, parameter := range r.Parameters {
			if defaults[r.ID] == nil {
				defaults[r.ID] = map[string]json.RawMessage{}
			}
			defaults[r.ID][name] = parameter.Default
		}
	}
	return defaults
}

// Check tells whether a JSON value fits the parameter.
func (p Parameter) Check(value json.RawMessage) error {
	if got := jsonType(value); got != p.Type && (p.Type != "number" || got != "integer") {
		return fmt.Errorf("%s is no %s", value, p.Type)
	}
	switch p.Type {
	case "array":
		return p.checkItems(value)
	case "string":
		return p.checkEnum(value)
	}
	return nil
}

func (p Parameter) checkItems(value json.RawMessage) error {
	var items []json.RawMessage
	if err := json.Unmarshal(value, &items); err != nil {
		return err
	}
	if p.Items == nil {
		return nil
	}
	for i, item := range items {
		if err := p.Items.Check(item); err != nil {
			return fmt.Errorf("element %d: %w", i, err)
		}
	}
	return nil
}

func (p Parameter) checkEnum(value json.RawMessage) error {
	var text string
	if err := json.Unmarshal(value, &text); err != nil {
		return err
	}
	if len(p.Enum) > 0 && !slices.Contains(p.Enum, text) {
		return fmt.Errorf("%q is none of %s", text, strings.Join(p.Enum, ", "))
	}
	return nil
}

func jsonType(value json.RawMessage) string {
	if !json.Valid(value) {
		return "JSON"
	}
	value = bytes.TrimSpace(value)
	switch {
	case value[0] == '"':
		return "string"
	case value[0] == '[':
		return "array"
	case value[0] == '{':
		return "object"
	case value[0] == 't' || value[0] == 'f':
		return "boolean"
	case value[0] == 'n':
		return "null"
	case bytes.ContainsAny(value, ".eE"):
		return "number"
	}
	return "integer"
}
