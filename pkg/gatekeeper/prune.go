package gatekeeper

import (
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// fieldTables are the functions of the normaliser that make fields of a document of an object's, by a table: the key is
// the field.
var fieldTables = map[string]bool{
	"filled": true, "texts": true, "booleans": true, "integers": true, "amounts": true, "accounts": true,
}

// prune leaves in the modules of a rule what the rule can reach, and in the normaliser what makes fields that somebody
// names. A cluster makes a document anew for each rule that it asks, so what no one reads is dear there.
func prune(modules map[string]*ast.Module, r rule.Rule) {
	dropUnreached(modules, policy.Package(r))
	named := map[string]bool{}
	for _, module := range modules {
		if module.Package.Path.String() == normaliserPackage {
			addSteps(module, named)
		} else {
			addTexts(module, named)
		}
	}
	for _, module := range modules {
		if module.Package.Path.String() == normaliserPackage {
			pruneTables(module, named)
			for _, each := range module.Rules {
				dropLeftovers(each)
			}
		}
	}
	dropUnreached(modules, policy.Package(r))
}

// addTexts adds all texts that stand in a module: the fields of its input are among them.
func addTexts(module *ast.Module, named map[string]bool) {
	ast.WalkTerms(module, func(term *ast.Term) bool {
		if text, ok := term.Value.(ast.String); ok {
			named[string(text)] = true
		}
		return false
	})
}

// addSteps adds the fields that the normaliser reads of what it has made itself.
func addSteps(module *ast.Module, named map[string]bool) {
	ast.WalkRefs(module, func(ref ast.Ref) bool {
		for _, step := range ref[1:] {
			if text, ok := step.Value.(ast.String); ok {
				named[string(text)] = true
			}
		}
		return false
	})
	ast.WalkTerms(module, func(term *ast.Term) bool {
		if call, ok := term.Value.(ast.Call); ok && call[0].String() == ast.ObjectGet.Name {
			for _, argument := range call[1:] {
				if text, ok := argument.Value.(ast.String); ok {
					named[string(text)] = true
				}
			}
		}
		return false
	})
}

// pruneTables takes fields that nobody names out of the tables, and then calls with an empty table out of lists.
func pruneTables(module *ast.Module, named map[string]bool) {
	ast.WalkTerms(module, func(term *ast.Term) bool {
		call, ok := term.Value.(ast.Call)
		if !ok || !fieldTables[call[0].String()] {
			return false
		}
		for _, argument := range call[1:] {
			if table, ok := argument.Value.(ast.Object); ok {
				argument.Value = fieldsNamed(table, named)
			}
		}
		return false
	})
	ast.WalkTerms(module, func(term *ast.Term) bool {
		if list, ok := term.Value.(*ast.Array); ok {
			term.Value = withoutEmptyTables(list)
		}
		return false
	})
}

func fieldsNamed(table ast.Object, named map[string]bool) ast.Object {
	kept := ast.NewObject()
	table.Foreach(func(key, value *ast.Term) {
		if text, ok := key.Value.(ast.String); !ok || named[string(text)] {
			kept.Insert(key, value)
		}
	})
	return kept
}

func withoutEmptyTables(list *ast.Array) *ast.Array {
	var kept []*ast.Term
	list.Foreach(func(element *ast.Term) {
		if call, ok := element.Value.(ast.Call); ok && fieldTables[call[0].String()] {
			if table, ok := call[len(call)-1].Value.(ast.Object); ok && table.Len() == 0 {
				return
			}
		}
		kept = append(kept, element)
	})
	return ast.NewArray(kept...)
}

// dropUnreached drops the rules that nothing leads to from what Gatekeeper asks, and the modules and imports that are
// left without use. A name reaches whatever has it, in any package, which keeps a little too much at worst.
func dropUnreached(modules map[string]*ast.Module, judged string) {
	reached := map[string]bool{}
	for grows := true; grows; {
		grows = false
		for _, module := range modules {
			for _, each := range module.Rules {
				asked := module.Package.Path.String() == judged || ruleName(each) == "document"
				if asked || reached[ruleName(each)] {
					grows = addNames(each, reached) || grows
				}
			}
		}
	}
	for name, module := range modules {
		module.Rules = slices.DeleteFunc(module.Rules, func(each *ast.Rule) bool {
			return module.Package.Path.String() != judged && ruleName(each) != "document" && !reached[ruleName(each)]
		})
		if len(module.Rules) == 0 {
			delete(modules, name)
			continue
		}
		dropUnusedImports(module)
	}
}

func ruleName(r *ast.Rule) string {
	name, _ := r.Head.Ref()[0].Value.(ast.Var) // the rules of this tree begin with a name
	return string(name)
}

// addNames adds what a rule may refer to, and tells whether that was new.
func addNames(node any, names map[string]bool) bool {
	before := len(names)
	ast.WalkRefs(node, func(ref ast.Ref) bool {
		for _, step := range ref {
			if text, ok := step.Value.(ast.String); ok {
				names[string(text)] = true
			}
		}
		return false
	})
	ast.WalkVars(node, func(name ast.Var) bool {
		names[string(name)] = true
		return false
	})
	return len(names) > before
}

func dropUnusedImports(module *ast.Module) {
	used := map[string]bool{}
	for _, each := range module.Rules {
		addNames(each, used)
	}
	module.Imports = slices.DeleteFunc(module.Imports, func(imported *ast.Import) bool {
		return !used[string(imported.Name())]
	})
}
