package config

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// choice reads the keys that hold for all files at the top, and for some in an override.
func (r *reader) choice(c *Choice) map[string]func(field) error {
	return map[string]func(field) error{
		"profile": func(f field) error {
			c.profileSpan = r.span(f.value)
			var err error
			c.Profile, err = r.text(f)
			return err
		},
		"parameters": func(f field) error {
			read, settings, err := r.parameters(f.value)
			c.Parameters, c.settings = read, append(c.settings, settings...)
			return err
		},
		"severities": func(f field) error { return r.severities(f, c) },
		"also":       func(f field) error { return r.rules(f, c, "a rule to ask", &c.Also) },
		"skip":       func(f field) error { return r.rules(f, c, "a rule to skip", &c.Skip) },
	}
}

// rules reads a list of rules' names.
func (r *reader) rules(f field, c *Choice, what string, target *[]string) error {
	return r.list(f, func(element *yaml.Node) error {
		name, err := r.text(field{name: what, value: element})
		*target = append(*target, name)
		c.settings = append(c.settings, setting{rule: name, span: r.span(element)})
		return err
	})
}

func (r *reader) severities(f field, c *Choice) error {
	named, err := r.fieldsOrNothing(f.value)
	if err != nil {
		return err
	}
	c.Severities = map[string]rule.Severity{}
	for _, each := range named {
		text, err := r.text(each)
		if err != nil {
			return err
		}
		severity, err := rule.ParseSeverity(text)
		if err != nil {
			return r.wrong(each.value, err.Error())
		}
		c.Severities[each.name] = severity
		c.settings = append(c.settings, setting{rule: each.name, span: r.span(each.key)})
	}
	return nil
}

func (r *reader) override(node *yaml.Node) (Override, error) {
	made := Override{Choice: Choice{Parameters: rule.Parameters{}}}
	keys := r.choice(&made.Choice)
	keys["paths"] = r.storePatterns(&made.Paths)
	if err := r.each(node, keys); err != nil {
		return Override{}, err
	}
	if made.Paths.Empty() {
		return Override{}, r.wrong(node, "an override without paths, which say where it holds")
	}
	return made, nil
}

// list hands each element of a list to a function. A key without a value is an empty list.
func (r *reader) list(f field, read func(*yaml.Node) error) error {
	if f.value.ShortTag() == nullTag {
		return nil
	}
	if f.value.Kind != yaml.SequenceNode {
		return r.wrong(f.value, fmt.Sprintf("%s is %s where a list is wanted", f.name, kind(f.value)))
	}
	for _, element := range f.value.Content {
		if r.left--; r.left < 0 {
			return r.wrong(element, "aliases make the value larger than anybody needs")
		}
		if err := read(follow(element)); err != nil {
			return err
		}
	}
	return nil
}

// storePatterns reads patterns. One that leads out of the folder would match nothing, and so is a mistake.
func (r *reader) storePatterns(target *Patterns) func(field) error {
	return func(f field) error {
		var read []Pattern
		err := r.list(f, func(element *yaml.Node) error {
			text, err := r.text(field{name: "a pattern", value: element})
			switch {
			case err != nil:
				return err
			case source.NewPatterns(text).Empty():
				return r.wrong(element, fmt.Sprintf("the pattern %q says nothing", text))
			case strings.HasPrefix(text, "../"), strings.HasPrefix(text, "./"):
				return r.wrong(element, fmt.Sprintf("the pattern %q matches nothing, patterns count from the folder of this file: write it without dots in front", text))
			}
			read = append(read, Pattern{Text: text, Span: r.span(element)})
			return nil
		})
		*target = NewPatterns(read...)
		return err
	}
}
