package policy

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/seaworthy-policy/seaworthy/pkg/policy/compiled"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// Compile returns a compiler that holds the rules and what they reach, ready to be asked, and the lists that they read as
// the object data.seaworthy.data. The error wraps ErrList, or ast.Errors where the rules do not compile.
func (l *Library) Compile(rules []rule.Rule) (*ast.Compiler, ast.Object, error) {
	if l.compiled == nil {
		modules, err := l.Modules(rules)
		if err != nil {
			return nil, nil, err
		}
		return l.compile(modules)
	}
	modules, lists, err := l.gather(ruleFiles(rules))
	if err != nil {
		return nil, nil, err
	}
	compiler, err := compiled.Link(modules)
	return compiler, lists, err
}

// A Closure is all that rules need in a place where there is no Go, such as an OPA server.
type Closure struct {
	// Modules are the names of the modules, ordered. Source has their texts.
	Modules []string
	// Lists are those that the modules read, as the object data.seaworthy.data.
	Lists ast.Object
}

// entrypointPackages answer for the rules; no rule reaches them.
var entrypointPackages = []string{"data.seaworthy", "data.seaworthy.admission", "data.seaworthy.kubernetes"}

// Closure returns the rules' modules, those of what answers for them, and all that these reach. That they compile together
// has been seen to, if need be now. Errors are those of Compile.
func (l *Library) Closure(rules []rule.Rule) (Closure, error) {
	if l.compiled == nil {
		modules, err := l.closure(rules)
		if err != nil {
			return Closure{}, err
		}
		_, lists, err := l.compile(modules)
		return Closure{slices.Sorted(maps.Keys(modules)), lists}, err
	}
	wanted := ruleFiles(rules)
	for _, path := range entrypointPackages {
		names, err := packageFiles(l.files, ast.MustParseRef(path))
		if err != nil {
			return Closure{}, err
		}
		wanted = append(wanted, names...)
	}
	modules, lists, err := l.gather(wanted)
	return Closure{slices.Sorted(maps.Keys(modules)), lists}, err
}

// closure parses what Closure names.
func (l *Library) closure(rules []rule.Rule) (map[string]*ast.Module, error) {
	modules, err := l.Modules(rules)
	if err != nil {
		return nil, err
	}
	others, err := l.PackageModules(entrypointPackages...)
	maps.Copy(modules, others)
	return modules, err
}

func ruleFiles(rules []rule.Rule) []string {
	names := make([]string, 0, len(rules))
	for _, r := range rules {
		names = append(names, RuleFile(r))
	}
	return names
}

// compile compiles parsed modules, and reads the lists that they import.
func (l *Library) compile(modules map[string]*ast.Module) (*ast.Compiler, ast.Object, error) {
	lists, err := l.Lists(modules)
	if err != nil {
		return nil, nil, err
	}
	compiler := ast.NewCompiler()
	if compiler.Compile(modules); compiler.Failed() {
		return nil, nil, fmt.Errorf("compile rules: %w", compiler.Errors)
	}
	return compiler, lists, nil
}

// gather reads modules of a tree that is compiled, what they reach, and the lists that all of these read.
func (l *Library) gather(wanted []string) (map[string]*ast.Module, ast.Object, error) {
	modules, lists := map[string]*ast.Module{}, ast.NewObject()
	for len(wanted) > 0 {
		name := wanted[0]
		wanted = wanted[1:]
		if modules[name] != nil {
			continue
		}
		module, err := l.compiled.Module(name)
		if err != nil {
			return nil, nil, err
		}
		modules[name] = module.AST
		wanted = append(wanted, module.Modules...)
		if err := l.addLists(lists, module.Lists); err != nil {
			return nil, nil, err
		}
	}
	return modules, lists, nil
}

func (l *Library) addLists(lists ast.Object, names []string) error {
	for _, name := range names {
		if lists.Get(ast.StringTerm(name)) != nil {
			continue
		}
		list, joined := l.lists[name]
		if !joined {
			var err error
			if list, err = l.compiled.List(name); err != nil {
				return err
			}
		}
		lists.Insert(ast.StringTerm(name), ast.NewTerm(list))
	}
	return nil
}

// CompileTree returns the text that LoadCompiled takes for a tree with these rules. All of the compiler's checks are made.
func CompileTree(files fs.FS, rules []rule.Rule) (string, error) {
	library := &Library{files: files}
	parsed, err := library.closure(rules)
	if err != nil {
		return "", err
	}
	compiler, _, err := library.compile(parsed)
	if err != nil {
		return "", err
	}
	lists := map[string]ast.Value{}
	modules := make([]compiled.Module, 0, len(parsed))
	for _, name := range slices.Sorted(maps.Keys(parsed)) {
		module := compiled.Module{Name: name, AST: compiler.Modules[name]}
		module.Modules, module.Lists, err = library.reads(parsed[name])
		if err != nil {
			return "", err
		}
		modules = append(modules, module)
		for _, list := range module.Lists {
			if lists[list], err = library.list(list); err != nil {
				return "", fmt.Errorf("read the list %s: %w", list, err)
			}
		}
	}
	return compiled.Encode(rules, modules, lists)
}

// reads returns the names of the modules and of the lists that the imports of a module name.
func (l *Library) reads(module *ast.Module) (modules, lists []string, err error) {
	for _, imported := range module.Imports {
		if name, ok := listName(imported); ok {
			lists = append(lists, name)
			continue
		}
		ref, ok := imported.Path.Value.(ast.Ref)
		if !ok {
			continue
		}
		names, err := packageFiles(l.files, ref)
		if err != nil {
			return nil, nil, err
		}
		modules = append(modules, names...)
	}
	return modules, lists, nil
}

// packageFiles returns the names of a package's modules; a package that does not stand in the tree has none.
func packageFiles(files fs.FS, ref ast.Ref) ([]string, error) {
	folder, ok := packageFolder(ref)
	if !ok {
		return nil, nil
	}
	names, err := fs.Glob(files, path.Join(folder, "*.rego"))
	if err != nil {
		return nil, fmt.Errorf("find %s: %w", folder, err)
	}
	return slices.DeleteFunc(names, isTest), nil
}
