package compose

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

//go:embed schema.json
var schemaText []byte

// schema reads the schema of the specification when the first file asks for it: most runs see none.
var schema = sync.OnceValue(func() *shape {
	var read shape
	if err := json.Unmarshal(schemaText, &read); err != nil {
		panic("the schema of compose files: " + err.Error())
	}
	return &read
})

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

// maxViolations bounds what is said of one project.
const maxViolations = 100

// judgeSchema returns where the model does not fit the specification, and the keys that extend it.
func (r *reader) judgeSchema() ([]input.ComposeViolation, []input.ComposeKey) {
	j := &judge{root: schema()}
	for _, each := range r.files {
		if each.facts.ParseError != "" {
			return nil, nil
		}
	}
	j.check(j.root, r.model, "")
	return j.violations[:min(len(j.violations), maxViolations)], j.extensions
}

// A judge holds a value against a schema.
type judge struct {
	root       *shape
	violations []input.ComposeViolation
	extensions []input.ComposeKey
}

func (j *judge) complain(at, message string) {
	if len(j.violations) < maxViolations {
		j.violations = append(j.violations, input.ComposeViolation{Message: title(at) + " " + message, At: at})
	}
}

// title is how messages call a place.
func title(at string) string {
	if at == "" {
		return "the file"
	}
	steps := strings.Split(at, "/")
	for i, step := range steps {
		steps[i] = unescape(step)
	}
	return strings.Join(steps, ".")
}

// check notes where the value does not fit. What a variable hides fits everything.
func (j *judge) check(s *shape, v *value, at string) {
	if v.hidden() {
		return
	}
	if s = j.resolve(s); len(s.Type) > 0 && !s.Type.allows(v) {
		j.complain(at, "must be "+s.Type.String())
		return
	}
	for _, each := range s.AllOf {
		j.check(each, v, at)
	}
	j.alternatives(slices.Concat(s.OneOf, s.AnyOf), v, at)
	switch v.kind {
	case mapping:
		j.checkMapping(s, v, at)
	case list:
		for i, item := range v.items {
			if s.Items != nil {
				j.check(s.Items, item, at+"/"+strconv.Itoa(i))
			}
		}
	case scalar:
		j.checkScalar(s, v, at)
	}
}

func (j *judge) resolve(s *shape) *shape {
	for s.Ref != "" {
		s = j.root.Definitions[strings.TrimPrefix(s.Ref, "#/$defs/")]
	}
	return s
}

// alternatives checks that one of the schemas fits. Where none does, the one that comes nearest says why.
func (j *judge) alternatives(shapes []*shape, v *value, at string) {
	var nearest *judge
	var kinds oneOrMore
	for _, each := range shapes {
		trial := &judge{root: j.root}
		trial.check(each, v, at)
		if len(trial.violations) == 0 {
			j.extensions = append(j.extensions, trial.extensions...)
			return
		}
		types := j.resolve(each).Type
		kinds = append(kinds, types...)
		if types.allows(v) && (nearest == nil || len(trial.violations) < len(nearest.violations)) {
			nearest = trial
		}
	}
	switch {
	case nearest != nil:
		j.violations = append(j.violations, nearest.violations...)
	case len(shapes) > 0:
		j.complain(at, "must be "+kinds.String())
	}
}

func (j *judge) checkMapping(s *shape, v *value, at string) {
	for _, name := range s.Required {
		if v.raw(name) == nil {
			j.complain(at, "lacks the key "+name)
		}
	}
	for _, each := range v.pairs {
		inner := strings.TrimPrefix(at+"/"+escape(each.name), "/")
		found := false
		for _, fitting := range s.keyed(each.name) {
			found = true
			j.check(fitting, each.value, inner)
		}
		switch {
		case found:
			if strings.HasPrefix(each.name, "x-") && s.Patterns["^x-"] != nil {
				j.extensions = append(j.extensions, input.ComposeKey{Name: each.name, At: inner})
			}
		case s.Additional != nil && !s.Additional.forbidden:
			j.check(s.Additional, each.value, inner)
		case s.Additional != nil, s.Unevaluated != nil && s.Unevaluated.forbidden && !j.evaluates(s, each.name):
			j.complain(inner, "is no key of the compose specification")
		}
	}
}

// keyed returns the schemas for the value of a key.
func (s *shape) keyed(name string) []*shape {
	var found []*shape
	if own := s.Properties[name]; own != nil {
		found = append(found, own)
	}
	for pattern, each := range s.Patterns {
		if keyPatterns(pattern).MatchString(name) {
			found = append(found, each)
		}
	}
	return found
}

// evaluates reports whether a schema that must fit as a whole says anything of a key.
func (j *judge) evaluates(s *shape, name string) bool {
	s = j.resolve(s)
	return len(s.keyed(name)) > 0 || slices.ContainsFunc(s.AllOf, func(each *shape) bool { return j.evaluates(each, name) })
}

// keyPatterns compiles the few patterns of the schema once.
var keyPatterns = func() func(string) *regexp.Regexp {
	var compiled sync.Map
	return func(pattern string) *regexp.Regexp {
		if known, ok := compiled.Load(pattern); ok {
			if expression, ok := known.(*regexp.Regexp); ok {
				return expression
			}
		}
		expression := regexp.MustCompile(pattern)
		compiled.Store(pattern, expression)
		return expression
	}
}()

func (j *judge) checkScalar(s *shape, v *value, at string) {
	if len(s.Enum) > 0 && !slices.ContainsFunc(s.Enum, func(each any) bool { return fmt.Sprint(each) == v.text }) {
		var words oneOrMore
		for _, each := range s.Enum {
			words = append(words, fmt.Sprint(each))
		}
		j.complain(at, "must be "+words.String())
	}
	if s.Pattern != "" && v.isText && !keyPatterns(s.Pattern).MatchString(v.text) {
		j.complain(at, "must match "+s.Pattern)
	}
	if s.Format == "duration" && v.isText {
		if _, err := time.ParseDuration(v.text); err != nil {
			j.complain(at, "must be a duration such as 1m30s")
		}
	}
	if number, err := strconv.ParseFloat(v.text, 64); err == nil && !v.isText {
		if s.Minimum != nil && number < *s.Minimum || s.Maximum != nil && number > *s.Maximum {
			j.complain(at, "is out of range")
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
