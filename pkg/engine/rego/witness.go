package rego

import (
	"context"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// patience is how many steps of an evaluation are looked at before the places are left alone.
const patience = 50_000

// Places returns where in the input a rule's elements come from, as far as that is plain, in the order of the elements: a
// path of keys and indices to the nearest thing that holds all that the rule read when it made the element. An element of
// which that is not plain has an empty path, which is the input as a whole.
//
// The rule is evaluated once more for that, and watched. Only what its own body reads counts; what helpers read for it is
// theirs to know. Policies that call what must not be called twice, such as http.send, are not watched. What says which object it is, a Kubernetes object's kind and name, does not count.
func (p *Policies) Places(ctx context.Context, answer Answer) [][]string {
	places := make([][]string, len(answer.Elements))
	if p.reachesOut() {
		return places
	}
	query, err := p.query(answer.question)
	if err != nil {
		return places
	}
	watched, stop := context.WithCancel(ctx)
	defer stop()
	seen := &witness{
		rule:  pathOf(answer.question.Namespace).Append(ast.StringTerm(answer.question.Rule)),
		paths: map[string][]string{}, stop: stop,
	}
	asked := answer.question
	asked.Printed = nil
	if _, err := p.run(watched, asked, query, seen); err != nil {
		return places
	}
	for i, element := range answer.Elements {
		places[i] = seen.paths[element.term.String()]
	}
	return places
}

// reachesOut reports whether policies call what must not be called twice for nothing, such as http.send.
func (p *Policies) reachesOut() bool {
	return slices.ContainsFunc(p.compiler.Required.Builtins, func(builtin *ast.Builtin) bool { return builtin.Nondeterministic })
}

// A witness watches a rule make its elements.
type witness struct {
	rule  ast.Ref
	paths map[string][]string
	steps int
	stop  func()
}

func (w *witness) Enabled() bool { return true }

func (w *witness) Config() topdown.TraceConfig {
	return topdown.TraceConfig{PlugLocalVars: true}
}

// TraceEvent learns from each time that the rule succeeds.
func (w *witness) TraceEvent(event topdown.Event) {
	if w.steps++; w.steps > patience {
		w.stop()
		return
	}
	succeeded, ok := event.Node.(*ast.Rule)
	if event.Op != topdown.ExitOp || !ok || succeeded.Head.Key == nil || !succeeded.Ref().GroundPrefix().HasPrefix(w.rule) {
		return
	}
	element, ground := plug(succeeded.Head.Key, event.Locals)
	if !ground {
		return
	}
	path := newReading(succeeded, event.Locals).place()
	if earlier, known := w.paths[element.String()]; known && slices.Compare(earlier, path) <= 0 {
		return
	}
	w.paths[element.String()] = path
}

// plug gives a key its value. The compiler leaves a variable where a key is not fixed.
func plug(term *ast.Term, values *ast.ValueMap) (*ast.Term, bool) {
	if variable, is := term.Value.(ast.Var); is {
		value := values.Get(variable)
		return ast.NewTerm(value), value != nil && value.IsGround()
	}
	return term, term.IsGround()
}

// A reading is what one success of a rule read of the input.
type reading struct {
	values *ast.ValueMap
	// names are the paths that variables stand for.
	names map[ast.Var]step
	steps []step
	// helped tells that other rules had a say.
	helped bool
}

// A step is a path into the input; one that was chosen from several has been iterated.
type step struct {
	path     []string
	iterated bool
}

func newReading(succeeded *ast.Rule, values *ast.ValueMap) *reading {
	r := &reading{values: values, names: map[ast.Var]step{}}
	for _, expression := range succeeded.Body {
		r.name(expression)
	}
	for _, expression := range succeeded.Body {
		if len(expression.With) > 0 {
			r.helped = true
			continue
		}
		ast.WalkRefs(expression, func(ref ast.Ref) bool {
			r.read(ref)
			return false
		})
	}
	return r
}

// name learns of `container := input.spec.containers[i]` what container is.
func (r *reading) name(expression *ast.Expr) {
	if !expression.IsEquality() || expression.Negated || len(expression.With) > 0 {
		return
	}
	for _, sides := range [][2]*ast.Term{{expression.Operand(0), expression.Operand(1)}, {expression.Operand(1), expression.Operand(0)}} {
		variable, isVariable := sides[0].Value.(ast.Var)
		ref, isRef := sides[1].Value.(ast.Ref)
		if !isVariable || !isRef {
			continue
		}
		if found, ok := r.step(ref); ok {
			r.names[variable] = found
		}
	}
}

func (r *reading) read(ref ast.Ref) {
	if found, ok := r.step(ref); ok {
		r.steps = append(r.steps, found)
	} else if ref.HasPrefix(ast.DefaultRootRef) {
		r.helped = true
	}
}

// step follows a reference into the input as far as its parts are known.
func (r *reading) step(ref ast.Ref) (step, bool) {
	head, ok := ref[0].Value.(ast.Var)
	if !ok {
		return step{}, false
	}
	found, named := r.names[head]
	if !named && !ref.HasPrefix(ast.InputRootRef) {
		return step{}, false
	}
	found.path = slices.Clone(found.path)
	for _, term := range ref[1:] {
		value := term.Value
		if variable, is := value.(ast.Var); is {
			value = r.values.Get(variable)
			found.iterated = found.iterated || value != nil
		}
		key, ok := key(value)
		if !ok {
			break
		}
		found.path = append(found.path, key)
	}
	return found, true
}

func key(value ast.Value) (string, bool) {
	switch value := value.(type) {
	case ast.String:
		return string(value), true
	case ast.Number:
		return value.String(), true
	}
	return "", false
}

// identity is what names an object, and says nothing of what is wrong with it.
var identity = [][]string{{"kind"}, {"apiVersion"}, {"metadata", "name"}, {"metadata", "namespace"}}

// place is the nearest thing around all that was read. A rule that reads one fixed place and asks others for the rest may
// well mean what those read.
func (r *reading) place() []string {
	var common []string
	first, iterated := true, false
	for _, each := range r.steps {
		if slices.ContainsFunc(identity, func(path []string) bool { return slices.Equal(path, each.path) }) {
			continue
		}
		if first {
			common, first = each.path, false
		}
		common = commonPrefix(common, each.path)
		iterated = iterated || each.iterated
	}
	if r.helped && !iterated {
		return nil
	}
	return common
}

func commonPrefix(a, b []string) []string {
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			return a[:i]
		}
	}
	return a
}
