package seaworthy

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"golang.org/x/tools/txtar"

	"github.com/seaworthy-policy/seaworthy/pkg/config"
	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
	"github.com/seaworthy-policy/seaworthy/pkg/suppress"
	"github.com/seaworthy-policy/seaworthy/policies"
)

// A RuleSet is all rules that there are, whatever their profile: those that are built in, and those of trees. It does not
// change, and is read once for as many checkers as somebody makes.
type RuleSet struct {
	library   *policy.Library
	catalogue *rule.Catalogue
}

// LoadRules reads the built-in rules, and those of trees of the form of this project's own, which is described at
// policy.Library.With. The trees' are compiled strictly, which takes a tenth of a second. The errors are those of With.
func LoadRules(trees ...fs.FS) (*RuleSet, error) {
	library, err := policy.LoadCompiled(policies.FS, policies.Compiled)
	if err != nil {
		return nil, err
	}
	return newRuleSet(library, trees)
}

// newRuleSet lays trees over a library, and adds the rules that are not Rego.
func newRuleSet(library *policy.Library, trees []fs.FS) (*RuleSet, error) {
	for _, tree := range trees {
		var err error
		if library, err = library.With(tree); err != nil {
			return nil, err
		}
	}
	catalogue, err := rule.NewCatalogue(append(library.Catalogue().Rules(), suppress.Rules()...))
	return &RuleSet{library, catalogue}, err
}

// Catalogue returns the rules.
func (s *RuleSet) Catalogue() *rule.Catalogue { return s.catalogue }

// Catalogue returns the built-in rules, whatever their profile.
func Catalogue() (*rule.Catalogue, error) {
	set, err := LoadRules()
	if err != nil {
		return nil, err
	}
	return set.catalogue, nil
}

// inRego leaves out the rules that are not.
func inRego(rules []rule.Rule) []rule.Rule {
	return slices.DeleteFunc(slices.Clone(rules), func(r rule.Rule) bool { return r.Facet == suppress.Facet })
}

// An Example shows a rule at work.
type Example struct {
	// Bad are files that have the defect, Good the same without it. Their paths are below "bad/" and "good/".
	Bad, Good []source.File
	// Configuration is the .seaworthy.yaml that both are judged with, empty where the rule needs none.
	Configuration string
	// Findings is what the rule says of the bad ones, a line each: "bad/Dockerfile:3:1: message".
	Findings string
}

// Example returns the example of a rule of the set. The error wraps fs.ErrNotExist for any other rule.
func (s *RuleSet) Example(r rule.Rule) (Example, error) {
	text, err := s.exampleText(r)
	if err != nil {
		return Example{}, err
	}
	var example Example
	for _, file := range txtar.Parse(text).Files {
		if err := example.add(file); err != nil {
			return Example{}, fmt.Errorf("read the example of %s: %w", r.ID, err)
		}
	}
	return example, nil
}

func (s *RuleSet) exampleText(r rule.Rule) ([]byte, error) {
	if r.Facet == suppress.Facet {
		return suppress.Example(r)
	}
	return s.library.Example(r)
}

func (e *Example) add(file txtar.File) error {
	read := source.File{Path: file.Name, Content: file.Data}
	switch {
	case strings.HasPrefix(file.Name, "bad/"):
		e.Bad = append(e.Bad, read)
	case strings.HasPrefix(file.Name, "good/"):
		e.Good = append(e.Good, read)
	case file.Name == "want":
		e.Findings = string(file.Data)
	case file.Name == config.Name:
		e.Configuration = string(file.Data)
	default:
		return fmt.Errorf("unexpected file %s", file.Name)
	}
	return nil
}
