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
		rules[i].Needs = (&needs{compiler: compiler, asked: map[*ast.Rule]bool{}}).of(compiler.GetRulesExact(deny))
	}
	return nil
}

// branchLimit bounds the ways through a body that are told apart. Beyond it a body needs less than it could.
const branchLimit = 16

// needs works out what a document must hold for a rule to say anything: a body that says `some x in
// input.dockerfile.stages` finds nothing in a document without stages. It reads compiled modules, where imports are
// resolved and names are unique, and gives up on what it does not understand: a need too few costs time, one too many
// would cost findings.
type needs struct {
	compiler *ast.Compiler
	// asked guards against rules that lead back to themselves.
	asked map[*ast.Rule]bool
}

// A branch is one way through a body: what must be in the document, and which variables stand for which part of it.
type branch struct {
	paths []string
	bound map[ast.Var]string
}

func (b branch) with(paths ...string) branch {
	return branch{paths: append(slices.Clip(b.paths), paths...), bound: b.bound}
}

// A part is what a reference may lead to: a path in the document, empty where it is something else, and what else must
// be there for it. An inner part lies somewhere below its path, where no path leads.
type part struct {
	path  string
	inner bool
	paths []string
}

// of returns the sets of paths, "dockerfile/instructions/run/*/pipelines", of which one must be in a document for one
// of the rules to hold. None are returned where that can't be told.
func (n *needs) of(rules []*ast.Rule) [][]string {
	var all [][]string
	for _, r := range rules {
		if r.Default || r.Else != nil || len(r.Head.Args) > 0 {
			return nil
		}
		for _, way := range n.branches(r.Body) {
			needed := essential(way.paths)
			if len(needed) == 0 {
				return nil
			}
			all = append(all, needed)
		}
	}
	slices.SortFunc(all, slices.Compare)
	return slices.CompactFunc(all, slices.Equal)
}

// branches goes through the expressions of a body in order.
func (n *needs) branches(body ast.Body) []branch {
	ways := []branch{{bound: map[ast.Var]string{}}}
	for _, expression := range body {
		if expression.Negated || len(expression.With) > 0 {
			continue
		}
		var next []branch
		for _, way := range ways {
			next = append(next, n.through(expression, way)...)
		}
		if len(next) <= branchLimit {
			ways = next
		}
	}
	return ways
}

// through returns the ways on from a way behind an expression.
func (n *needs) through(expression *ast.Expr, way branch) []branch {
	if left, right, ok := equation(expression); ok {
		if name, isName := left.(ast.Var); isName {
			if ref, isRef := right.(ast.Ref); isRef {
				return n.bind(name, ref, way)
			}
		}
		if ref, isRef := left.(ast.Ref); isRef {
			if value, isText := constant(right); isText {
				return n.demand(ref, value, way)
			}
		}
	}
	if ref, values := membership(expression); len(values) > 0 {
		var ways []branch
		for _, value := range values {
			ways = append(ways, n.demand(ref, value, way)...)
		}
		return ways
	}
	ways := []branch{way}
	for _, ref := range demanded(expression) {
		var next []branch
		for _, each := range ways {
			next = append(next, n.demand(ref, "", each)...)
		}
		ways = next
	}
	return ways
}

func equation(expression *ast.Expr) (left, right ast.Value, ok bool) {
	if !expression.IsEquality() && !expression.IsCall() || len(expression.Operands()) != 2 {
		return nil, nil, false
	}
	if !expression.IsEquality() && expression.Operator().String() != ast.Equal.Name {
		return nil, nil, false
	}
	left, right = expression.Operand(0).Value, expression.Operand(1).Value
	if _, isText := constant(left); isText {
		left, right = right, left
	}
	return left, right, true
}

// membership returns the variable of `x in {TEXT, ...}` and the texts; none where one is something else.
func membership(expression *ast.Expr) (ref ast.Ref, values []string) {
	if !expression.IsCall() || expression.Operator().String() != ast.Member.Name || len(expression.Operands()) != 2 {
		return nil, nil
	}
	set, isSet := expression.Operand(1).Value.(ast.Set)
	if _, isName := expression.Operand(0).Value.(ast.Var); !isName || !isSet {
		return nil, nil
	}
	ref = ast.Ref{expression.Operand(0)}
	for _, element := range set.Slice() {
		value, isText := constant(element.Value)
		if !isText {
			return nil, nil
		}
		values = append(values, value)
	}
	return ref, values
}

// constant returns a text as it stands behind a path: `=language`.
func constant(value ast.Value) (string, bool) {
	text, ok := value.(ast.String)
	return "=" + string(text), ok && !strings.ContainsAny(string(text), "=/")
}

// bind makes a variable stand for what a reference leads to.
func (n *needs) bind(name ast.Var, ref ast.Ref, way branch) []branch {
	var ways []branch
	for _, found := range n.parts(ref, way) {
		next := way.with(found.paths...)
		if found.path != "" {
			next = next.with(found.path)
		}
		if found.path != "" && !found.inner {
			next.bound = mapsWith(way.bound, name, found.path)
		}
		ways = append(ways, next)
	}
	return ways
}

func mapsWith(bound map[ast.Var]string, name ast.Var, path string) map[ast.Var]string {
	more := make(map[ast.Var]string, len(bound)+1)
	for known, at := range bound {
		more[known] = at
	}
	more[name] = path
	return more
}

// demand wants a reference to lead somewhere, to a value if one is given.
func (n *needs) demand(ref ast.Ref, value string, way branch) []branch {
	var ways []branch
	for _, found := range n.parts(ref, way) {
		next := way.with(found.paths...)
		switch {
		case found.path != "" && found.inner:
			next = next.with(found.path)
		case found.path != "":
			next = next.with(found.path + value)
		}
		ways = append(ways, next)
	}
	return ways
}

// parts returns what a reference may lead to; at least one part, which may say nothing.
func (n *needs) parts(ref ast.Ref, way branch) []part {
	if ref.HasPrefix(ast.InputRootRef) {
		return []part{extend("", ref[1:])}
	}
	if head, ok := ref[0].Value.(ast.Var); ok && way.bound[head] != "" {
		return []part{extend(way.bound[head], ref[1:])}
	}
	if ref.HasPrefix(ast.DefaultRootRef) {
		if found := n.derived(ref); len(found) > 0 && len(found) <= branchLimit {
			return found
		}
	}
	return []part{{}}
}

// derived returns what a reference to other rules may lead to: an element of a set that they gather, or a value.
func (n *needs) derived(ref ast.Ref) []part {
	var found []part
	for _, r := range n.compiler.GetRulesWithPrefix(ref.ConstantPrefix()) {
		found = append(found, n.derivedBy(r, ref)...)
	}
	if len(found) > 0 {
		return found
	}
	for length := len(ref.ConstantPrefix()); length > 2; length-- {
		if rules := n.compiler.GetRulesExact(ref[:length]); len(rules) > 0 {
			for _, r := range rules {
				found = append(found, n.derivedBy(r, ref)...)
			}
			return found
		}
	}
	return nil
}

// derivedBy returns what a reference leads to by one rule; a part that says nothing where that can't be told.
func (n *needs) derivedBy(r *ast.Rule, ref ast.Ref) []part {
	name, value := r.Ref(), r.Head.Value
	taken := len(name)
	if r.Head.RuleKind() == ast.MultiValue {
		value = r.Head.Key
		taken++
	}
	if n.asked[r] || r.Default || r.Else != nil || len(r.Head.Args) > 0 || len(ref) < taken {
		return []part{{}}
	}
	n.asked[r] = true
	defer delete(n.asked, r)
	var found []part
	for _, way := range n.branches(r.Body) {
		made := part{paths: way.paths}
		if from, ok := value.Value.(ast.Var); ok && way.bound[from] != "" {
			reached := extend(way.bound[from], ref[taken:])
			made.path, made.inner = reached.path, reached.inner
		}
		found = append(found, made)
	}
	return found
}

// extend follows the steps of a reference from a path, a star for each that a variable takes.
func extend(path string, steps ast.Ref) part {
	for _, term := range steps {
		name, ok := term.Value.(ast.String)
		switch {
		case ok && strings.ContainsAny(string(name), "/=*"):
			return part{path: path, inner: true} // no path can hold such a key, a label's
		case ok && path == "":
			path = string(name)
		case ok:
			path += "/" + string(name)
		case !term.IsGround() && path != "":
			path += "/*"
		default:
			return part{path: path, inner: true}
		}
	}
	return part{path: path}
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
