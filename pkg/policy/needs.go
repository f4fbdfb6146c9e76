package policy

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// addNeeds tells of each rule which parts of a document it can't do without.
func addNeeds(files fs.FS, rules []rule.Rule) error {
	modules, err := (&Library{files: files}).Modules(rules)
	if err != nil {
		return err
	}
	compiler := ast.NewCompiler()
	if compiler.Compile(modules); compiler.Failed() {
		return fmt.Errorf("compile rules: %w", compiler.Errors)
	}
	for i, r := range rules {
		deny, err := ast.ParseRef(Package(r) + ".deny")
		if err != nil {
			return fmt.Errorf("describe %s: %w", r.ID, err)
		}
		rules[i].Needs = (&needs{compiler: compiler, asked: map[string]bool{}}).of(deny)
	}
	return nil
}

// needs works out which parts of a document a rule can't do without: a body that says `some x in input.dockerfile.stages`
// finds nothing in a document without stages. It reads compiled modules, where imports are resolved and local names
// unique.
type needs struct {
	compiler *ast.Compiler
	// asked guards against rules that lead back to themselves.
	asked map[string]bool
}

// of returns the paths, "dockerfile/instructions/run/*/pipelines", of which a document must hold one for the rule at a reference to be
// defined and not empty. None are returned where that can't be told.
func (n *needs) of(ref ast.Ref) []string {
	if name := ref.String(); !n.asked[name] {
		n.asked[name] = true
		defer delete(n.asked, name)
		return n.ofRules(n.compiler.GetRulesExact(ref))
	}
	return nil
}

func (n *needs) ofRules(rules []*ast.Rule) []string {
	var all []string
	for _, r := range rules {
		needed := n.ofBody(r.Body)
		if r.Default || r.Else != nil || len(r.Head.Args) > 0 || len(needed) == 0 {
			return nil
		}
		all = append(all, needed...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// ofBody returns what the most demanding of a body's expressions needs: all of them must hold.
func (n *needs) ofBody(body ast.Body) []string {
	var best []string
	bound := bindings(body)
	for _, expression := range body {
		if expression.Negated || len(expression.With) > 0 {
			continue
		}
		for _, ref := range demanded(expression) {
			if needed := n.ofRef(ref, bound); depth(needed) > depth(best) {
				best = needed
			}
		}
	}
	return best
}

func (n *needs) ofRef(ref ast.Ref, bound map[ast.Var]string) []string {
	if path, ok := pathOf(ref, bound); ok {
		return []string{strings.TrimSuffix(path, "/*")}
	}
	ground := ref.GroundPrefix()
	for length := len(ground); length > 1; length-- {
		if rules := n.compiler.GetRulesExact(ground[:length]); len(rules) > 0 {
			// A set alone is defined even if it is empty; an element of it is not.
			if isPartial(rules) && len(ref) == length {
				return nil
			}
			return n.of(ground[:length])
		}
	}
	return nil
}

// bindings returns the variables of a body that stand for a part of the document.
func bindings(body ast.Body) map[ast.Var]string {
	bound := map[ast.Var]string{}
	for _, expression := range body {
		if !expression.IsEquality() || expression.Negated || len(expression.With) > 0 {
			continue
		}
		name, isName := expression.Operand(0).Value.(ast.Var)
		ref, isRef := expression.Operand(1).Value.(ast.Ref)
		if !isName || !isRef {
			continue
		}
		if path, ok := pathOf(ref, bound); ok {
			bound[name] = path
		}
	}
	return bound
}

// pathOf returns the path of a part of the document, a star for each step that a variable takes. It ends before a key that
// no path can hold, such as a label's.
func pathOf(ref ast.Ref, bound map[ast.Var]string) (string, bool) {
	var steps []string
	if !ref.HasPrefix(ast.InputRootRef) {
		head, ok := ref[0].Value.(ast.Var)
		if !ok || bound[head] == "" {
			return "", false
		}
		steps = append(steps, bound[head])
	}
	for _, term := range ref[1:] {
		name, ok := term.Value.(ast.String)
		switch {
		case ok && !strings.Contains(string(name), "/"):
			steps = append(steps, string(name))
		case !term.IsGround():
			steps = append(steps, "*")
		default:
			return strings.Join(steps, "/"), len(steps) > 0
		}
	}
	return strings.Join(steps, "/"), len(steps) > 0
}

func isPartial(rules []*ast.Rule) bool {
	return rules[0].Head.RuleKind() == ast.MultiValue || len(rules[0].Head.Reference) > 1
}

// depth is how far down the least demanding of the paths leads; 0 for none.
func depth(paths []string) int {
	least := 0
	for i, path := range paths {
		if steps := strings.Count(path, "/") + 1; i == 0 || steps < least {
			least = steps
		}
	}
	return least
}

// demanded returns the references that must be defined for an expression to hold: not those in comprehensions, which are
// empty instead.
func demanded(expression *ast.Expr) []ast.Ref {
	var refs []ast.Ref
	visitor := ast.NewGenericVisitor(func(x any) bool {
		switch x := x.(type) {
		case *ast.ArrayComprehension, *ast.SetComprehension, *ast.ObjectComprehension, *ast.Every, *ast.TemplateString:
			return true
		case ast.Ref:
			refs = append(refs, x)
		}
		return false
	})
	visitor.Walk(expression)
	return refs
}
