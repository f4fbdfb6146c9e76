// Package artefact makes the files of the rules' tree that nobody writes by hand.
//
// Five kinds are generated, so that what is known in one place is never typed in a second: the JSON Schema of each
// facet (from the Go types of documents), the catalogue that bundles carry, the compiled rules that a starting process
// reads instead of parsing Rego, a page for each facet and an index of all rules. Making them twice gives the same bytes.
//
//	stale, err := artefact.Stale(os.DirFS("policies"))
//	if len(stale) > 0 {
//		err = artefact.Write("policies")
//	}
package artefact

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/suppress"
)

// A File is a generated file.
type File struct {
	// Path is relative to the tree's root, with slashes.
	Path string
	Text []byte
}

// patterns match every generated file, and so those that are left over from rules and facets that are gone.
var patterns = []string{
	"README.md", "schemas/*.json", "seaworthy/catalogue/*/data.json", "seaworthy/rules/*/README.md",
	"seaworthy/data/credential_*/data.yaml",
}

// Make returns the generated files of a tree of rules, ordered by path. The error wraps policy.ErrMetadata where a
// rule's METADATA is incomplete.
func Make(tree fs.FS) ([]File, error) {
	rules, err := policy.Describe(tree)
	if err != nil {
		return nil, err
	}
	catalogue, err := rule.NewCatalogue(rules)
	if err != nil {
		return nil, err
	}
	made, err := schemas()
	if err != nil {
		return nil, err
	}
	for _, facet := range facets(catalogue.Rules()) {
		data, err := catalogueFile(facet)
		if err != nil {
			return nil, err
		}
		made = append(made, data)
	}
	lists, err := credentialLists()
	if err != nil {
		return nil, err
	}
	made = append(made, lists...)
	binary, err := policy.CompileTree(updated{tree, lists}, catalogue.Rules())
	if err != nil {
		return nil, err
	}
	made = append(made, File{Path: "compiled.bin", Text: []byte(binary)})
	described, err := pages(tree, catalogue)
	if err != nil {
		return nil, err
	}
	made = append(made, described...)
	slices.SortFunc(made, func(a, b File) int { return bytes.Compare([]byte(a.Path), []byte(b.Path)) })
	return made, nil
}

// updated is a tree with files that have just been made for it, and are not written yet.
type updated struct {
	fs.FS
	made []File
}

// ReadFile implements fs.ReadFileFS.
func (u updated) ReadFile(name string) ([]byte, error) {
	for _, file := range u.made {
		if file.Path == name {
			return file.Text, nil
		}
	}
	return fs.ReadFile(u.FS, name)
}

// pages returns the page of each facet and the index. The rules about suppressions are described though they are not
// Rego, and so not in the catalogue of the tree.
func pages(tree fs.FS, inRego *rule.Catalogue) ([]File, error) {
	catalogue, err := rule.NewCatalogue(append(inRego.Rules(), suppress.Rules()...))
	if err != nil {
		return nil, err
	}
	all := facets(catalogue.Rules())
	made := []File{indexPage(all)}
	for _, facet := range all {
		page, err := facetPage(tree, facet)
		if err != nil {
			return nil, err
		}
		made = append(made, page)
	}
	return made, nil
}

// Stale returns the paths of the generated files that differ from what Make gives, are missing, or should no longer
// be there.
func Stale(tree fs.FS) ([]string, error) {
	made, err := Make(tree)
	if err != nil {
		return nil, err
	}
	stale, err := obsolete(tree, made)
	if err != nil {
		return nil, err
	}
	differing, err := Differing(tree, made)
	if err != nil {
		return nil, err
	}
	stale = append(stale, differing...)
	slices.Sort(stale)
	return stale, nil
}

// Differing returns the paths of the files that a tree lacks or has otherwise.
func Differing(tree fs.FS, made []File) ([]string, error) {
	var names []string
	for _, file := range made {
		current, err := fs.ReadFile(tree, file.Path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("compare generated file: %w", err)
		}
		if err != nil || !bytes.Equal(current, file.Text) {
			names = append(names, file.Path)
		}
	}
	return names, nil
}

// Write brings the generated files below a folder up to date.
func Write(root string) error {
	tree := os.DirFS(root)
	made, err := Make(tree)
	if err != nil {
		return err
	}
	leftover, err := obsolete(tree, made)
	if err != nil {
		return err
	}
	for _, name := range leftover {
		if err := os.Remove(filepath.Join(root, filepath.FromSlash(name))); err != nil {
			return fmt.Errorf("remove generated file: %w", err)
		}
	}
	for _, file := range made {
		if err := file.Write(root); err != nil {
			return err
		}
	}
	return nil
}

// Write writes the file below a folder.
func (f File) Write(root string) error {
	name := filepath.Join(root, filepath.FromSlash(f.Path))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return fmt.Errorf("write generated file: %w", err)
	}
	if err := os.WriteFile(name, f.Text, 0o644); err != nil {
		return fmt.Errorf("write generated file: %w", err)
	}
	return nil
}

// obsolete returns the generated files of the tree that are not made any more.
func obsolete(tree fs.FS, made []File) ([]string, error) {
	var found []string
	for _, pattern := range patterns {
		names, err := fs.Glob(tree, pattern)
		if err != nil {
			return nil, fmt.Errorf("find generated files: %w", err)
		}
		for _, name := range names {
			if !slices.ContainsFunc(made, func(f File) bool { return f.Path == name }) {
				found = append(found, name)
			}
		}
	}
	return found, nil
}

// A facet is the rules of one facet, ordered by name.
type facet struct {
	name  string
	rules []rule.Rule
}

// facets groups rules that are ordered by id.
func facets(rules []rule.Rule) []facet {
	var grouped []facet
	for _, r := range rules {
		if len(grouped) == 0 || grouped[len(grouped)-1].name != r.Facet {
			grouped = append(grouped, facet{name: r.Facet})
		}
		last := &grouped[len(grouped)-1]
		last.rules = append(last.rules, r)
	}
	return grouped
}
