// Package scaffold begins rules.
//
// A rule is a folder with three files whose names and package all follow from its id. The scaffold has them right from
// the start, compiles and passes its own unit tests; what it finds, why that matters and how it is mended is for the
// author to say, and so is the example: until its findings are right, the example test fails.
//
//	written, err := scaffold.Write("policies", "dockerfile/some_defect")
package scaffold

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"text/template"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// Errors that callers may test for with errors.Is.
var (
	// ErrName is wrapped when an id is not of the form facet/defect, in lower case with underscores.
	ErrName = errors.New("invalid rule name")
	// ErrExists is wrapped when there is such a rule already.
	ErrExists = errors.New("the rule exists")
)

//go:embed *.tmpl
var templates embed.FS

// id is what a rule may be called: words that a Rego package may be called too.
var id = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([a-z]+)/([a-z][a-z0-9]*(?:_[a-z0-9]+)*)$`) })

// rule is what the templates know.
type rule struct{ Facet, Name, Title string }

// Write begins the rule `facet/name` below root, the folder policies/, and returns the files it wrote. The error wraps
// ErrName or ErrExists where the id can't be used; nothing is written then.
func Write(root, ruleID string) ([]string, error) {
	named, err := parse(ruleID)
	if err != nil {
		return nil, err
	}
	folder := filepath.Join(root, "seaworthy", "rules", named.Facet, named.Name)
	if _, err := os.Stat(folder); err == nil {
		return nil, fmt.Errorf("%w: %s", ErrExists, folder)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, fmt.Errorf("begin rule: %w", err)
	}
	return named.write(folder)
}

func parse(ruleID string) (rule, error) {
	parts := id().FindStringSubmatch(ruleID)
	if parts == nil {
		return rule{}, fmt.Errorf("%w %q: want facet/defect, as in dockerfile/root_user", ErrName, ruleID)
	}
	if !slices.Contains(input.FacetNames(), parts[1]) {
		return rule{}, fmt.Errorf("%w %q: no facet %s (known: %s)", ErrName, ruleID, parts[1], strings.Join(input.FacetNames(), ", "))
	}
	words := strings.ReplaceAll(parts[2], "_", " ")
	return rule{Facet: parts[1], Name: parts[2], Title: strings.ToUpper(words[:1]) + words[1:]}, nil
}

func (r rule) write(folder string) ([]string, error) {
	parsed, err := template.ParseFS(templates, "*.tmpl")
	if err != nil {
		return nil, fmt.Errorf("begin rule: %w", err)
	}
	var written []string
	for source, name := range map[string]string{
		"rule.rego.tmpl": r.Name + ".rego", "rule_test.rego.tmpl": r.Name + "_test.rego", "example.txtar.tmpl": "example.txtar",
	} {
		var text bytes.Buffer
		if err := parsed.ExecuteTemplate(&text, source, r); err != nil {
			return nil, fmt.Errorf("begin rule: %w", err)
		}
		file := filepath.Join(folder, name)
		if err := os.WriteFile(file, text.Bytes(), 0o644); err != nil {
			return nil, fmt.Errorf("begin rule: %w", err)
		}
		written = append(written, file)
	}
	slices.Sort(written)
	return written, nil
}
