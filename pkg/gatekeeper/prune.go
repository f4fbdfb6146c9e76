package gatekeeper

import (
	"regexp"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// fieldTables are the functions of the normaliser that make fields of a document of an object's, by a table: the key is
// the field. Those of amounts are left whole: rules are told by their parameters which resources to look at.
var fieldTables = map[string]bool{"filled": true, "texts": true, "booleans": true, "integers": true, "accounts": true}

// prune leaves in the modules of a rule what the rule can reach, and in the normaliser what makes fields that somebody
// names. A cluster makes a document anew for each rule that it asks, so what no one reads is dear there.
func prune(modules map[string]*ast.Module, r rule.Rule) {
	dropOtherFacets(modules, r)
	dropUnreached(modules, policy.Package(r))
	named := parameterWords(r)
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

// facetTable is the function of the normaliser that takes the table of a document's facets.
const facetTable = "faceted"

// dropOtherFacets leaves in documents the facet that the rule belongs to: it reads no other.
func dropOtherFacets(modules map[string]*ast.Module, r rule.Rule) {
	own := map[string]bool{r.Facet: true}
	for _, module := range modules {
		if module.Package.Path.String() != normaliserPackage {
			continue
		}
		ast.WalkTerms(module, func(term *ast.Term) bool {
			if call, ok := term.Value.(ast.Call); ok && call[0].String() == facetTable {
				if table, ok := call[1].Value.(ast.Object); ok {
					call[1].Value = fieldsNamed(table, own)
				}
			}
			return false
		})
	}
}

var word = regexp.MustCompile(`\w+`)

// parameterWords returns the words that describe a rule's parameters and stand in their defaults: a parameter may name the
// fields that are judged.
func parameterWords(r rule.Rule) map[string]bool {
	named := map[string]bool{}
	for name, parameter := range r.Parameters {
		texts := append([]string{name, parameter.Description, string(parameter.Default)}, parameter.Enum...)
		for _, found := range word.FindAllString(strings.Join(texts, " "), -1) {
			named[found] = true
		}
	}
	return named
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
	inner := tablesOfFields(module)
	ast.WalkTerms(module, func(term *ast.Term) bool {
		call, ok := term.Value.(ast.Call)
		if !ok || !fieldTables[call[0].String()] {
			return false
		}
		for _, argument := range call[1:] {
			table, ok := argument.Value.(ast.Object)
			if !ok {
				continue
			}
			if kept := fieldsNamed(table, named); kept.Len() > 0 || !inner[term] {
				argument.Value = kept
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

// tablesOfFields returns the calls with tables that make the value of a field. Whether such a field is there hangs on what
// its table makes, so that a rule may read it without naming anything in it.
func tablesOfFields(module *ast.Module) map[*ast.Term]bool {
	inner := map[*ast.Term]bool{}
	ast.WalkTerms(module, func(term *ast.Term) bool {
		if object, ok := term.Value.(ast.Object); ok {
			object.Foreach(func(_, value *ast.Term) { inner[value] = true })
		}
		return false
	})
	return inner
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
// left without use. A local variable reaches the rule of its name, which keeps a little too much at worst.
func dropUnreached(modules map[string]*ast.Module, judged string) {
	reached := map[string]bool{
		judged + ".deny": true, normaliserPackage + ".document": true, normaliserPackage + ".image_places": true,
	}
	for grows := true; grows; {
		before := len(reached)
		for _, module := range modules {
			for _, each := range module.Rules {
				if reached[fullName(module, each)] {
					addReached(module, each, reached)
				}
			}
		}
		grows = len(reached) > before
	}
	for name, module := range modules {
		module.Rules = slices.DeleteFunc(module.Rules, func(each *ast.Rule) bool { return !reached[fullName(module, each)] })
		if len(module.Rules) == 0 {
			delete(modules, name)
			continue
		}
		dropUnusedImports(module)
	}
}

// fullName is a rule's path: "data.seaworthy.kubernetes.document".
func fullName(module *ast.Module, r *ast.Rule) string {
	name, _ := r.Head.Ref()[0].Value.(ast.Var) // the rules of this tree begin with a name
	return module.Package.Path.String() + "." + string(name)
}

// addReached adds the paths of what a rule refers to: rules of its own package by their names, and others by way of an
// import.
func addReached(module *ast.Module, r *ast.Rule, reached map[string]bool) {
	imports := map[ast.Var]string{}
	for _, imported := range module.Imports {
		imports[imported.Name()] = imported.Path.String()
	}
	ast.WalkRefs(r, func(ref ast.Ref) bool {
		head, ok := ref[0].Value.(ast.Var)
		if path, isImport := imports[head]; ok && isImport && len(ref) > 1 {
			if step, ok := ref[1].Value.(ast.String); ok {
				reached[path+"."+string(step)] = true
			}
		}
		return false
	})
	ast.WalkVars(r, func(name ast.Var) bool {
		reached[module.Package.Path.String()+"."+string(name)] = true
		return false
	})
}

func dropUnusedImports(module *ast.Module) {
	used := map[ast.Var]bool{}
	for _, each := range module.Rules {
		ast.WalkVars(each, func(name ast.Var) bool {
			used[name] = true
			return false
		})
	}
	module.Imports = slices.DeleteFunc(module.Imports, func(imported *ast.Import) bool { return !used[imported.Name()] })
}
