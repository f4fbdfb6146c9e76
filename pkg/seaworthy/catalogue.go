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

// Catalogue returns all rules that there are, whatever their profile: those that are built in, and those of the trees
// that WithRuleTree would take.
func Catalogue(trees ...fs.FS) (*rule.Catalogue, error) {
	library, err := loadLibrary(trees)
	if err != nil {
		return nil, err
	}
	return completeCatalogue(library)
}

// loadLibrary reads the built-in rules and those of other trees.
func loadLibrary(trees []fs.FS) (*policy.Library, error) {
	library, err := policy.LoadCompiled(policies.FS, policies.Compiled)
	for _, tree := range trees {
		if err != nil {
			return nil, err
		}
		library, err = library.With(tree)
	}
	return library, err
}

// completeCatalogue adds the rules that are not Rego to those of the library.
func completeCatalogue(library *policy.Library) (*rule.Catalogue, error) {
	return rule.NewCatalogue(append(library.Catalogue().Rules(), suppress.Rules()...))
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

// ExampleOf returns the example of a rule of the Catalogue of these trees. The error wraps fs.ErrNotExist for any other rule.
func ExampleOf(r rule.Rule, trees ...fs.FS) (Example, error) {
	library, err := loadLibrary(trees)
	if err != nil {
		return Example{}, err
	}
	return readExample(library, r)
}

func readExample(library *policy.Library, r rule.Rule) (Example, error) {
	text, err := exampleText(library, r)
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

func exampleText(library *policy.Library, r rule.Rule) ([]byte, error) {
	if r.Facet == suppress.Facet {
		return suppress.Example(r)
	}
	return library.Example(r)
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
