// Package housestyle holds what every rule of the tree has to keep, and tells where one does not.
//
// A rule is three files in a folder of its own, and what a reader, a bundle and the engine expect of them can be
// checked: they are formatted, they compile strictly against the schemas on stock OPA, they are pure, their METADATA
// is complete, their unit tests pass, and nothing that is generated from them is stale. The tests of this package ask
// that of the real tree, and run each rule's example end to end.
//
//	faults, err := housestyle.Check(ctx, os.DirFS("policies"))
//	for _, fault := range faults {
//		fmt.Println(fault) // seaworthy/rules/…/x.rego: is not formatted
//	}
package housestyle

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/seaworthy-policy/seaworthy/internal/generate/artefact"
)

// A Fault is one place where the tree does not keep to the style.
type Fault struct {
	// File is the path in the tree of the file or folder that is at fault.
	File string
	// Message says what is wrong, so that it reads after the file.
	Message string
}

// String returns the fault as one line: "FILE: MESSAGE".
func (f Fault) String() string {
	return f.File + ": " + f.Message
}

func faultf(file, format string, arguments ...any) Fault {
	return Fault{File: file, Message: fmt.Sprintf(format, arguments...)}
}

// Check returns the faults of a tree, the folder policies/ of this project or one like it, ordered by file. The error
// is for a tree that can't be read.
func Check(ctx context.Context, tree fs.FS) ([]Fault, error) {
	texts, err := readRego(tree)
	if err != nil {
		return nil, fmt.Errorf("read rules: %w", err)
	}
	faults := slices.Concat(unformatted(texts), incompleteFolders(tree), undescribed(tree))
	modules, unreadable := parse(texts)
	if faults = append(faults, unreadable...); len(unreadable) == 0 {
		faults = append(faults, banned(modules)...)
		faults = append(faults, doNotCompile(tree, modules)...)
		faults = append(faults, failing(ctx, tree, modules)...)
		faults = append(faults, stale(tree)...)
	}
	slices.SortStableFunc(faults, func(a, b Fault) int { return cmp.Compare(a.File, b.File) })
	return slices.Compact(faults), nil
}

// readRego returns the text of each Rego file.
func readRego(tree fs.FS) (map[string][]byte, error) {
	texts := map[string][]byte{}
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".rego" {
			return err
		}
		texts[name], err = fs.ReadFile(tree, name)
		return err
	})
	return texts, err
}

func parse(texts map[string][]byte) (map[string]*ast.Module, []Fault) {
	modules := map[string]*ast.Module{}
	var faults []Fault
	for name, text := range texts {
		options := ast.ParserOptions{RegoVersion: ast.RegoV1, ProcessAnnotation: true}
		module, err := ast.ParseModuleWithOpts(name, string(text), options)
		if err != nil {
			faults = append(faults, faultf(name, "does not parse: %v", err))
			continue
		}
		modules[name] = module
	}
	return modules, faults
}

func isTest(name string) bool {
	return strings.HasSuffix(name, "_test.rego")
}

func stale(tree fs.FS) []Fault {
	names, err := artefact.Stale(tree)
	if err != nil {
		return nil // undescribed has said why
	}
	var faults []Fault
	for _, name := range names {
		faults = append(faults, faultf(name, "is stale, run `go run ./internal/generate`"))
	}
	return faults
}
