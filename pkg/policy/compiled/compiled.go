// Package compiled holds a tree of rules in the form in which a process can use it at once: their metadata, their modules
// as OPA's compiler leaves them, and the lists that they read, in one binary text.
//
// A process that judges one file waits for little else than its rules. Parsing and compiling them from Rego takes ten
// times as long as reading what the compiler made of them when the project was built. The text is stamped with the version
// of OPA: what another version's compiler left may mean something else to this one's evaluator, so Open refuses it,
// and the Rego is compiled instead.
//
//	tree, err := compiled.Open(text)
//	module, err := tree.Module("seaworthy/rules/dockerfile/root_user/root_user.rego")
//	compiler := compiled.Link(map[string]*ast.Module{module.Name: module.AST})
package compiled

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/version"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

var (
	// ErrVersion says that the text was made with another version of OPA, or of this package.
	ErrVersion = errors.New("compiled with another version")
	// ErrCorrupt is wrapped when the text is not what Encode writes.
	ErrCorrupt = errors.New("corrupt compiled rules")
	// errForm is wrapped when a module holds something that has no binary form.
	errForm = errors.New("no binary form")
)

// stamp begins every text; the number is that of the binary form.
func stamp() string {
	return "seaworthy compiled rules 1, OPA " + version.Version + "\n"
}

// A Module is a Rego module that OPA's compiler has been through, and the names of what it reads.
type Module struct {
	// Name is the module's file in the tree.
	Name string
	// Modules are the names of the modules that its imports name.
	Modules []string
	// Lists are the names of the lists that its imports name.
	Lists []string
	// AST is the compiled module.
	AST *ast.Module
}

// Encode returns the binary text of rules, of modules, and of lists by name. It is the same for the same tree.
func Encode(rules []rule.Rule, modules []Module, lists map[string]ast.Value) (string, error) {
	w := &wire{writing: true, numbers: map[string]uint64{}}
	list(w, &rules, w.rule)
	chapters(w, len(modules), func(i int) string { return modules[i].Name }, func(i int) { w.module(&modules[i]) })
	names := slices.Sorted(maps.Keys(lists))
	chapters(w, len(names), func(i int) string { return names[i] }, func(i int) {
		value := lists[names[i]]
		w.value(&value)
	})
	if w.err != nil {
		return "", fmt.Errorf("encode rules: %w", w.err)
	}
	return stamp() + w.table() + string(w.out), nil
}

// A Tree is an opened text. Its methods may be called from many goroutines.
type Tree struct {
	rules          []rule.Rule
	texts          []string
	modules, lists map[string]string
}

// Open reads the metadata of all rules and finds the modules. The error is ErrVersion or wraps ErrCorrupt.
func Open(text string) (*Tree, error) {
	text, ok := strings.CutPrefix(text, stamp())
	if !ok {
		return nil, ErrVersion
	}
	w := &wire{in: text}
	w.readTable()
	tree := &Tree{}
	list(w, &tree.rules, w.rule)
	tree.texts, tree.modules, tree.lists = w.texts, w.chapters(), w.chapters()
	if w.err != nil {
		return nil, fmt.Errorf("open rules: %w", w.err)
	}
	return tree, nil
}

// Rules returns the metadata of all rules.
func (t *Tree) Rules() []rule.Rule {
	return slices.Clone(t.rules)
}

// Module returns a module that nobody else has. The error wraps ErrCorrupt, also where there is none of the name.
func (t *Tree) Module(name string) (Module, error) {
	w := &wire{in: t.modules[name], texts: t.texts, file: name}
	var module Module
	w.module(&module)
	if w.err != nil {
		return Module{}, fmt.Errorf("read module %s: %w", name, w.err)
	}
	return module, nil
}

// List returns a list. The error wraps ErrCorrupt, also where there is none of the name.
func (t *Tree) List(name string) (ast.Value, error) {
	w := &wire{in: t.lists[name], texts: t.texts}
	var value ast.Value
	w.value(&value)
	if w.err != nil {
		return nil, fmt.Errorf("read list %s: %w", name, w.err)
	}
	return value, nil
}

// Link returns a compiler that holds compiled modules, by file name, ready to be asked.
func Link(modules map[string]*ast.Module) (*ast.Compiler, error) {
	indexing := []ast.StageID{
		ast.StageInitLocalVarGen, ast.StageSetModuleTree, ast.StageSetRuleTree,
		ast.StageBuildRuleIndices, ast.StageBuildComprehensionIndices,
	}
	done := slices.DeleteFunc(ast.AllStages(), func(stage ast.StageID) bool { return slices.Contains(indexing, stage) })
	compiler := ast.NewCompiler().WithSkipStages(done...)
	if compiler.Compile(modules); compiler.Failed() {
		return nil, fmt.Errorf("link modules: %w", compiler.Errors)
	}
	return compiler, nil
}
