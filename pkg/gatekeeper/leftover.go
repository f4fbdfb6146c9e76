package gatekeeper

import (
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
)

// dropLeftovers drops what pruning left without use in a rule: assignments that nobody reads, and the names of arguments
// that are not asked for. A strict compiler takes both for mistakes.
func dropLeftovers(r *ast.Rule) {
	for dropAssignments(r, uses(r)) {
	}
	used := uses(r)
	for each := r; each != nil; each = each.Else {
		for _, argument := range each.Head.Args {
			if name, ok := argument.Value.(ast.Var); ok && used[name] == 0 {
				argument.Value = ast.Var("_")
			}
		}
	}
}

// uses counts where the variables of a rule stand, other than as its arguments.
func uses(r *ast.Rule) map[ast.Var]int {
	counted := map[ast.Var]int{}
	count := func(name ast.Var) bool {
		counted[name]++
		return false
	}
	for each := r; each != nil; each = each.Else {
		ast.WalkVars(each.Body, count)
		if each.Head.Value != nil {
			ast.WalkVars(each.Head.Value, count)
		}
		if each.Head.Key != nil {
			ast.WalkVars(each.Head.Key, count)
		}
	}
	return counted
}

func dropAssignments(r *ast.Rule, used map[ast.Var]int) bool {
	dropped := false
	for each := r; each != nil; each = each.Else {
		kept := slices.DeleteFunc(slices.Clone(each.Body), func(expression *ast.Expr) bool {
			return isUnread(expression, used)
		})
		if len(kept) == len(each.Body) {
			continue
		}
		if len(kept) == 0 {
			kept = ast.NewBody(ast.NewExpr(ast.BooleanTerm(true)))
		}
		each.Body, dropped = kept, true
	}
	return dropped
}

func isUnread(expression *ast.Expr, used map[ast.Var]int) bool {
	if !expression.IsAssignment() {
		return false
	}
	name, ok := expression.Operand(0).Value.(ast.Var)
	return ok && used[name] == 1
}
