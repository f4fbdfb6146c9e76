package bundle

import (
	"slices"
	"strconv"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// meaning writes modules so that two that do the same are mostly written alike: without comments, annotations and
// spaces, in one order, and with the names that OPA gives to wildcards counted in each rule anew.
func meaning(modules []*ast.Module) string {
	var lines []string
	for _, module := range modules {
		for _, imported := range module.Imports {
			lines = append(lines, imported.String())
		}
		for _, r := range module.Rules {
			lines = append(lines, ruleMeaning(r))
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func ruleMeaning(r *ast.Rule) string {
	names := map[ast.Var]ast.Var{}
	copied := r.Copy()
	_, err := ast.TransformVars(copied, func(name ast.Var) (ast.Value, error) {
		if !name.IsWildcard() {
			return name, nil
		}
		if _, known := names[name]; !known {
			names[name] = ast.Var(ast.WildcardPrefix + strconv.Itoa(len(names)))
		}
		return names[name], nil
	})
	if err != nil {
		return r.String()
	}
	return copied.String()
}

// imports returns what modules reach: packages and lists.
func imports(modules []*ast.Module) []string {
	var reached []string
	for _, module := range modules {
		for _, imported := range module.Imports {
			if ref, ok := imported.Path.Value.(ast.Ref); ok && ref.HasPrefix(ast.DefaultRootRef) {
				reached = append(reached, ref.String())
			}
		}
	}
	return reached
}
