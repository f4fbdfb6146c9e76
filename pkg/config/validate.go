package config

import (
	"encoding/json"
	"maps"
	"slices"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// Validate checks that the profiles, the rules and the parameters exist and that the values fit. The error is an
// [*Error] for the first mistake of the file, which wraps rule.ErrUnknownRule or rule.ErrParameter, or what checkProfile
// says of the profile's name.
func (c Config) Validate(catalogue *rule.Catalogue, checkProfile func(name string) error) error {
	choices := []Choice{c.Choice}
	for _, override := range c.Overrides {
		choices = append(choices, override.Choice)
	}
	for _, each := range choices {
		if span, err := each.mistake(catalogue, checkProfile); err != nil {
			return &Error{File: c.File, Span: span, Err: err}
		}
	}
	return nil
}

// mistake returns the first mistake of a choice and its place.
func (c Choice) mistake(catalogue *rule.Catalogue, checkProfile func(name string) error) (source.Span, error) {
	if c.Profile != "" {
		if err := checkProfile(c.Profile); err != nil {
			return c.profileSpan, err
		}
	}
	for _, s := range c.settings {
		if err := c.check(catalogue, s); err != nil {
			return s.span, err
		}
	}
	return source.Span{}, nil
}

func (c Choice) check(catalogue *rule.Catalogue, s setting) error {
	if s.parameter == "" {
		_, err := catalogue.Resolve(s.rule)
		return err
	}
	value := c.Parameters[s.rule][s.parameter]
	_, err := Resolve(catalogue, rule.Parameters{s.rule: {s.parameter: value}})
	return err
}

// Resolve returns parameters by rule id, where named uses any of a rule's names. A name that several rules answer to
// means those of them that have the parameter; an id wins over another name for the same rule. It wraps
// rule.ErrUnknownRule and rule.ErrParameter.
func Resolve(catalogue *rule.Catalogue, named rule.Parameters) (rule.Parameters, error) {
	byAlias, byID := rule.Parameters{}, rule.Parameters{}
	for _, name := range slices.Sorted(maps.Keys(named)) {
		rules, err := catalogue.Resolve(name)
		if err != nil {
			return nil, err
		}
		target := byAlias
		if _, isID := catalogue.ByID(name); isID {
			target = byID
		}
		for parameter, value := range named[name] {
			for _, r := range having(rules, parameter) {
				set(target, r.ID, parameter, value)
			}
		}
	}
	resolved := byAlias.With(byID)
	return resolved, catalogue.Validate(resolved)
}

func set(parameters rule.Parameters, name, parameter string, value json.RawMessage) {
	if parameters[name] == nil {
		parameters[name] = map[string]json.RawMessage{}
	}
	parameters[name][parameter] = value
}

// having returns the rules that have a parameter, or the first where none has: it then says what it knows.
func having(rules []rule.Rule, parameter string) []rule.Rule {
	var found []rule.Rule
	for _, r := range rules {
		if _, ok := r.Parameters[parameter]; ok {
			found = append(found, r)
		}
	}
	if len(found) == 0 {
		return rules[:1]
	}
	return found
}
