package policy

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"sync"

	"golang.org/x/tools/txtar"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// A Gap is something that a rule lacks.
type Gap struct {
	// File is the file or folder in the tree.
	File string
	// Message says what is missing, so that it reads after the file.
	Message string
}

func (g Gap) String() string { return g.File + ": " + g.Message }

// Gaps finds rules in a tree that lack one of their three files, or a part of their example, and what else lies in their
// folders.
func Gaps(tree fs.FS) ([]Gap, error) {
	folders, err := fs.Glob(tree, rulesFolder+"/*/*")
	if err != nil {
		return nil, fmt.Errorf("find rules: %w", err)
	}
	var gaps []Gap
	for _, folder := range folders {
		if info, err := fs.Stat(tree, folder); err != nil || !info.IsDir() {
			continue
		}
		found, err := gapsOf(tree, folder)
		if err != nil {
			return nil, err
		}
		gaps = append(gaps, found...)
	}
	return gaps, nil
}

func gapsOf(tree fs.FS, folder string) ([]Gap, error) {
	name := path.Base(folder)
	wanted := []string{"example.txtar", name + ".rego", name + "_test.rego"}
	entries, err := fs.ReadDir(tree, folder)
	if err != nil {
		return nil, fmt.Errorf("find rules: %w", err)
	}
	var gaps []Gap
	for _, entry := range entries {
		if !slices.Contains(wanted, entry.Name()) {
			gaps = append(gaps, Gap{path.Join(folder, entry.Name()), "is none of a rule's three files"})
		}
	}
	for _, file := range wanted {
		if _, err := fs.Stat(tree, path.Join(folder, file)); errors.Is(err, fs.ErrNotExist) {
			gaps = append(gaps, Gap{folder, "has no " + file})
		}
	}
	return append(gaps, gapsOfExample(tree, path.Join(folder, "example.txtar"))...), nil
}

// gapsOfExample finds examples that lack a bad file, the findings it gets or a good file.
func gapsOfExample(tree fs.FS, name string) []Gap {
	text, err := fs.ReadFile(tree, name)
	if err != nil {
		return nil // gapsOf has said so
	}
	parts := map[string]bool{}
	for _, file := range txtar.Parse(text).Files {
		parts[path.Dir(file.Name)] = true
		parts[file.Name] = len(file.Data) > 0
	}
	var gaps []Gap
	for _, part := range []string{"bad", "want", "good"} {
		if !parts[part] {
			gaps = append(gaps, Gap{name, "has no " + part})
		}
	}
	return gaps
}

// release is a version as `since` names it.
var release = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^v\d+\.\d+\.\d+$`) })

// Untold finds what a rule's METADATA leaves out, though nothing that runs the rule would miss it.
func Untold(r rule.Rule) []Gap {
	var gaps []Gap
	if !release().MatchString(r.Since) {
		gaps = append(gaps, Gap{RuleFile(r), fmt.Sprintf("is since %q, which is no release", r.Since)})
	}
	if len(r.References) == 0 {
		gaps = append(gaps, Gap{RuleFile(r), "names no related_resources"})
	}
	for name, parameter := range r.Parameters {
		if parameter.Description == "" {
			gaps = append(gaps, Gap{RuleFile(r), "does not describe its parameter " + name})
		}
	}
	return gaps
}
