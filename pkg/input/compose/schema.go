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

// A specification is the schema with its expressions compiled.
type specification struct {
	root        *shape
	expressions map[string]*regexp.Regexp
}

// schema reads the specification when the first file asks for it: most runs see none.
var schema = sync.OnceValue(func() specification {
	read := specification{root: &shape{}, expressions: map[string]*regexp.Regexp{}}
	if err := json.Unmarshal(schemaText, read.root); err != nil {
		panic("the schema of compose files: " + err.Error())
	}
	read.compile(read.root)
	return read
})

// compile compiles the expressions of a schema and those in it.
func (s specification) compile(each *shape) {
	if each == nil {
		return
	}
	if each.Pattern != "" {
		s.expressions[each.Pattern] = regexp.MustCompile(each.Pattern)
	}
	for pattern := range each.Patterns {
		s.expressions[pattern] = regexp.MustCompile(pattern)
	}
	for inner := range each.inner() {
		s.compile(inner)
	}
}

// maxViolations bounds what is said of one project.
const maxViolations = 100

// judgeSchema returns where the model does not fit the specification, and the keys that extend it.
func (r *reader) judgeSchema() ([]input.ComposeViolation, []input.ComposeKey) {
	j := &judge{specification: schema()}
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
	specification
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
		trial := &judge{specification: j.specification}
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
		for _, fitting := range j.keyed(s, each.name) {
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
func (j *judge) keyed(s *shape, name string) []*shape {
	var found []*shape
	if own := s.Properties[name]; own != nil {
		found = append(found, own)
	}
	for pattern, each := range s.Patterns {
		if j.expressions[pattern].MatchString(name) {
			found = append(found, each)
		}
	}
	return found
}

// evaluates reports whether a schema that must fit as a whole says anything of a key.
func (j *judge) evaluates(s *shape, name string) bool {
	s = j.resolve(s)
	return len(j.keyed(s, name)) > 0 || slices.ContainsFunc(s.AllOf, func(each *shape) bool { return j.evaluates(each, name) })
}

func (j *judge) checkScalar(s *shape, v *value, at string) {
	if len(s.Enum) > 0 && !slices.ContainsFunc(s.Enum, func(each any) bool { return fmt.Sprint(each) == v.text }) {
		var words oneOrMore
		for _, each := range s.Enum {
			words = append(words, fmt.Sprint(each))
		}
		j.complain(at, "must be "+words.String())
	}
	if s.Pattern != "" && v.isText && !j.expressions[s.Pattern].MatchString(v.text) {
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
