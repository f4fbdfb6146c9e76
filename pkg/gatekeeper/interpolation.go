package gatekeeper

import (
	"github.com/open-policy-agent/opa/v1/ast"
)

// interpolationLibrary says what an expression in a text becomes: OPA puts "<undefined>" for what there is not.
const interpolationLibrary = `package lib.seaworthy.interpolation

text(found) := "<undefined>" if {
	count(found) == 0
} else := value if {
	some value in found
	is_string(value)
} else := json.marshal(value) if {
	some value in found
	not is_object(value)
	not is_array(value)
	not is_set(value)
} else := sprintf("%v", [value]) if {
	some value in found
}
`

var (
	interpolation = ast.MustParseImports("import data.lib.seaworthy.interpolation")
	interpolate   = ast.MustParseRef("interpolation.text")
	piece         = ast.VarTerm("interpolated")
)

// lowerInterpolation writes texts with expressions in them as calls, for an OPA that does not know them:
// $"a {x}" becomes concat("", ["a ", text({interpolated | interpolated := x})]). It reports whether there were any.
func lowerInterpolation(module *ast.Module) bool {
	found := false
	ast.WalkTerms(module, func(term *ast.Term) bool {
		if template, ok := term.Value.(*ast.TemplateString); ok {
			term.Value, found = concatenation(template), true
		}
		return false
	})
	if found {
		// By way of an import: Gatekeeper moves libraries, and finds only imports of them.
		module.Imports = append(module.Imports, interpolation[0].Copy())
	}
	return found
}

func concatenation(template *ast.TemplateString) ast.Value {
	var pieces []*ast.Term
	for _, part := range template.Parts {
		switch part := part.(type) {
		case *ast.Term:
			// A new term: the formatter would take the text between two expressions from where it stands.
			pieces = append(pieces, ast.NewTerm(part.Value))
		case *ast.Expr:
			pieces = append(pieces, ast.CallTerm(ast.NewTerm(interpolate.Copy()), valuesOf(part)))
		}
	}
	return ast.Call{ast.RefTerm(ast.VarTerm(ast.Concat.Name)), ast.StringTerm(""), ast.ArrayTerm(pieces...)}
}

// valuesOf is the set of what an expression gives: none where it is undefined.
func valuesOf(expression *ast.Expr) *ast.Term {
	value, ok := expression.Terms.(*ast.Term)
	if !ok {
		value = ast.CallTerm(expression.Terms.([]*ast.Term)...) // an expression is a term or a call
	}
	assigned := ast.Assign.Expr(piece.Copy(), value)
	assigned.With = expression.With
	return ast.SetComprehensionTerm(piece.Copy(), ast.NewBody(assigned))
}
