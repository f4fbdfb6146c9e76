// Package policy reads a tree of Rego rules: which rules there are, and the modules that a choice of them needs.
//
// The tree is the root of a bundle, the folder policies/ of this project. A rule stands in
// seaworthy/rules/FACET/NAME/NAME.rego; it may import libraries, data.seaworthy.lib.TOPIC, that stand in
// seaworthy/lib/TOPIC, and lists, data.seaworthy.data.NAME, that stand in seaworthy/data/NAME/data.yaml. What METADATA
// says of the rules is generated into seaworthy/catalogue/FACET/data.json, so that a process which starts reads a
// little JSON and never parses annotations.
//
//	library, err := policy.Load(policies.FS)
//	modules, err := library.Modules(library.Catalogue().Rules())
package policy

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/seaworthy-policy/seaworthy/pkg/policy/compiled"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// Places in the tree.
const (
	rulesFolder     = "seaworthy/rules"
	catalogueFolder = "seaworthy/catalogue"
)

// A Library is a tree of rules. Its methods may be called from many goroutines.
type Library struct {
	files     fs.FS
	catalogue *rule.Catalogue
	// compiled is nil where the rules have to be compiled from Rego.
	compiled *compiled.Tree
	// own tells that rules have been added to it.
	own bool
	// lists are those that own ones have been laid over, by name.
	lists map[string]ast.Value
}

// Load reads the catalogue of a tree. It parses no Rego.
func Load(files fs.FS) (*Library, error) {
	names, err := fs.Glob(files, catalogueFolder+"/*/data.json")
	if err != nil {
		return nil, fmt.Errorf("find the catalogue: %w", err)
	}
	rules, err := readCatalogues(files, names)
	if err != nil {
		return nil, fmt.Errorf("read the catalogue: %w", err)
	}
	catalogue, err := rule.NewCatalogue(rules)
	if err != nil {
		return nil, fmt.Errorf("read the catalogue: %w", err)
	}
	return &Library{files: files, catalogue: catalogue}, nil
}

// readCatalogues reads the catalogues of all facets at once: it is the first thing that a process which starts waits for.
func readCatalogues(files fs.FS, names []string) ([]rule.Rule, error) {
	parts, errs := make([][]rule.Rule, len(names)), make([]error, len(names))
	var readers sync.WaitGroup
	for i, name := range names {
		readers.Go(func() { parts[i], errs[i] = readCatalogue(files, name) })
	}
	readers.Wait()
	return slices.Concat(parts...), errors.Join(errs...)
}

func readCatalogue(files fs.FS, name string) ([]rule.Rule, error) {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, err
	}
	var byName map[string]rule.Rule
	if err := json.Unmarshal(text, &byName); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	rules := make([]rule.Rule, 0, len(byName))
	for _, r := range byName {
		rules = append(rules, r)
	}
	return rules, nil
}

// LoadCompiled reads a tree that has been compiled already: text is what CompileTree gave for it. Where that was with another
// version of OPA, the rules are compiled anew when they are asked for.
func LoadCompiled(files fs.FS, text string) (*Library, error) {
	tree, err := compiled.Open(text)
	if errors.Is(err, compiled.ErrVersion) {
		return Load(files)
	}
	if err != nil {
		return nil, err
	}
	catalogue, err := rule.NewCatalogue(tree.Rules())
	if err != nil {
		return nil, fmt.Errorf("read the catalogue: %w", err)
	}
	return &Library{files: files, catalogue: catalogue, compiled: tree}, nil
}

// HasOwnRules reports whether With has added rules.
func (l *Library) HasOwnRules() bool {
	return l.own
}

// Catalogue returns the rules of the tree.
func (l *Library) Catalogue() *rule.Catalogue {
	return l.catalogue
}

// Example returns the text of a rule's example: a txtar archive with a bad file, the findings it gets and a good file.
func (l *Library) Example(r rule.Rule) ([]byte, error) {
	text, err := fs.ReadFile(l.files, path.Join(rulesFolder, r.Facet, r.Name, "example.txtar"))
	if err != nil {
		return nil, fmt.Errorf("read the example of %s: %w", r.ID, err)
	}
	return text, nil
}

// Source returns the text of a module, by the file name that Modules and PackageModules give it.
func (l *Library) Source(name string) ([]byte, error) {
	text, err := fs.ReadFile(l.files, name)
	if err != nil {
		return nil, fmt.Errorf("read module: %w", err)
	}
	return text, nil
}

// Package returns the path of a rule's package: "data.seaworthy.rules.workload.privileged_container".
func Package(r rule.Rule) string {
	return "data.seaworthy.rules." + r.Facet + "." + r.Name
}

// Modules returns the modules of the rules and of the libraries that they reach by their imports, by file name.
func (l *Library) Modules(rules []rule.Rule) (map[string]*ast.Module, error) {
	reader := newReader(l.files)
	for _, r := range rules {
		if err := reader.read(RuleFile(r)); err != nil {
			return nil, err
		}
	}
	return reader.modules, nil
}

// PackageModules returns the modules of packages, such as "data.seaworthy.kubernetes", and of those that they reach by
// their imports, by file name. A package that does not stand in the tree has none.
func (l *Library) PackageModules(packages ...string) (map[string]*ast.Module, error) {
	reader := newReader(l.files)
	for _, path := range packages {
		ref, err := ast.ParseRef(path)
		if err != nil {
			return nil, fmt.Errorf("read package %s: %w", path, err)
		}
		if err := reader.readPackage(ref); err != nil {
			return nil, err
		}
	}
	return reader.modules, nil
}

// RuleFile returns the name of a rule's Rego file in the tree.
func RuleFile(r rule.Rule) string {
	return path.Join(rulesFolder, r.Facet, r.Name, r.Name+".rego")
}

// reader parses files and follows their imports.
type reader struct {
	files   fs.FS
	options ast.ParserOptions
	modules map[string]*ast.Module
}

func newReader(files fs.FS) *reader {
	// Looking the capabilities up anew for each module would cost more than parsing it.
	capabilities := ast.CapabilitiesForThisVersion(ast.CapabilitiesRegoVersion(ast.RegoV1))
	return &reader{
		files:   files,
		options: ast.ParserOptions{RegoVersion: ast.RegoV1, Capabilities: capabilities},
		modules: map[string]*ast.Module{},
	}
}

func (r *reader) read(name string) error {
	if r.modules[name] != nil {
		return nil
	}
	text, err := fs.ReadFile(r.files, name)
	if err != nil {
		return fmt.Errorf("read rule: %w", err)
	}
	module, err := ast.ParseModuleWithOpts(name, string(text), r.options)
	if err != nil {
		return fmt.Errorf("parse rule: %w", err)
	}
	r.modules[name] = module
	return r.follow(module)
}

func (r *reader) follow(module *ast.Module) error {
	for _, imported := range module.Imports {
		ref, ok := imported.Path.Value.(ast.Ref)
		if !ok {
			continue
		}
		if err := r.readPackage(ref); err != nil {
			return err
		}
	}
	return nil
}

// readPackage reads the files of a package; one that does not stand in the tree has none.
func (r *reader) readPackage(ref ast.Ref) error {
	names, err := packageFiles(r.files, ref)
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := r.read(name); err != nil {
			return err
		}
	}
	return nil
}

// packageFolder returns the folder of a package: data.seaworthy.lib.workload stands in
// seaworthy/lib/workload.
func packageFolder(ref ast.Ref) (string, bool) {
	if !ref.HasPrefix(ast.DefaultRootRef) {
		return "", false
	}
	var parts []string
	for _, term := range ref[1:] {
		text, ok := term.Value.(ast.String)
		if !ok {
			return "", false
		}
		parts = append(parts, string(text))
	}
	return path.Join(parts...), len(parts) > 0
}

func isTest(name string) bool {
	return strings.HasSuffix(name, "_test.rego")
}
