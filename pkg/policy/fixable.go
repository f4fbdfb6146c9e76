package policy

import "github.com/open-policy-agent/opa/v1/ast"

// fixable tells what fixes a rule's findings may have: "safe" if one of those that the rule's text holds is, else
// "unsafe", else "no". A fix is an object with the keys safe and edits, wherever it stands.
func fixable(module *ast.Module) string {
	answer := "no"
	ast.WalkTerms(module, func(term *ast.Term) bool {
		object, ok := term.Value.(ast.Object)
		if !ok || object.Get(ast.InternedTerm("edits")) == nil {
			return false
		}
		switch safe := object.Get(ast.InternedTerm("safe")); {
		case safe == nil:
		case safe.Equal(ast.InternedTerm(false)) && answer == "no":
			answer = "unsafe"
		case !safe.Equal(ast.InternedTerm(false)):
			answer = "safe"
		}
		return false
	})
	return answer
}
