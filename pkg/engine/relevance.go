package engine

import (
	"slices"
	"strings"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// A shelf holds the compiled rules for one set of facets. Making rules ready costs a short run much of its time, and most
// rules have nothing to say about most documents, so the first documents get programs of just the rules that may
// say something. A run over many documents soon has one of all rules.
type shelf struct {
	facets []string
	rules  []rule.Rule
	needs  [][]set
	mutex  sync.Mutex
	// stock is in the order it was asked for, each choice of more rules than the one before.
	stock []*choice
}

// choices is the number of choices of some of the rules; the next one is of all.
const choices = 2

// A choice is those rules of a shelf that are marked, compiled.
type choice struct {
	marked []bool
	load   func() (*program, error)
}

// A compile compiles rules to one program.
type compile func([]rule.Rule) (*program, error)

// A set holds needs that a document must meet all.
type set []need

// A need is a path in a document, step by step, with a nil step for any element; and the text that must stand there, nil
// for any value.
type need struct {
	steps []*ast.Term
	text  *ast.Term
}

func newShelf(facets []string, rules []rule.Rule) *shelf {
	s := &shelf{facets: facets, rules: rules}
	for _, r := range rules {
		var sets []set
		for _, paths := range r.Needs {
			var all set
			for _, path := range paths {
				all = append(all, newNeed(path))
			}
			sets = append(sets, all)
		}
		s.needs = append(s.needs, sets)
	}
	return s
}

func newNeed(path string) need {
	var made need
	path, text, ok := strings.Cut(path, "=")
	if ok {
		made.text = ast.StringTerm(text)
	}
	for step := range strings.SplitSeq(path, "/") {
		if step == "*" {
			made.steps = append(made.steps, nil)
		} else {
			made.steps = append(made.steps, ast.InternedTerm(step))
		}
	}
	return made
}

// program returns compiled rules among which are all that may have something to say about the document, and the ids of
// those that may.
func (s *shelf) program(document ast.Value, compile compile) (*program, map[string]bool, error) {
	wanted := s.relevant(document)
	s.mutex.Lock()
	found := slices.IndexFunc(s.stock, func(c *choice) bool { return c.covers(wanted) })
	if found < 0 {
		found = len(s.stock)
		s.stock = append(s.stock, s.choose(wanted, compile))
	}
	chosen := s.stock[found]
	s.mutex.Unlock()
	program, err := chosen.load()
	return program, s.ids(wanted), err
}

// fill compiles all rules at once, so that no later document waits for a program.
func (s *shelf) fill(compile compile) error {
	every := make([]bool, len(s.rules))
	for i := range every {
		every[i] = true
	}
	s.mutex.Lock()
	if len(s.stock) == 0 || !s.stock[0].covers(every) {
		s.stock = append([]*choice{s.choose(every, compile)}, s.stock...)
	}
	whole := s.stock[0]
	s.mutex.Unlock()
	_, err := whole.load()
	return err
}

func (s *shelf) ids(marked []bool) map[string]bool {
	ids := make(map[string]bool, len(marked))
	for i, isMarked := range marked {
		if isMarked {
			ids[s.rules[i].ID] = true
		}
	}
	return ids
}

// has tells whether the shelf has rules for all of the facets.
func (s *shelf) has(facets []string) bool {
	return !slices.ContainsFunc(facets, func(facet string) bool { return !slices.Contains(s.facets, facet) })
}

// of returns the rules of some of the facets.
func (s *shelf) of(facets []string) []rule.Rule {
	if len(facets) == len(s.facets) {
		return s.rules
	}
	return slices.DeleteFunc(slices.Clone(s.rules), func(r rule.Rule) bool { return !slices.Contains(facets, r.Facet) })
}

// relevant marks the rules whose needs the document meets.
func (s *shelf) relevant(document ast.Value) []bool {
	marked := make([]bool, len(s.rules))
	for i, sets := range s.needs {
		marked[i] = len(sets) == 0 || slices.ContainsFunc(sets, func(all set) bool { return all.met(document) })
	}
	return marked
}

func (c *choice) covers(wanted []bool) bool {
	for i, marked := range c.marked {
		if wanted[i] && !marked {
			return false
		}
	}
	return true
}

// choose compiles what is wanted and what the one before had.
func (s *shelf) choose(wanted []bool, compile compile) *choice {
	marked, all := slices.Clone(wanted), len(s.stock) >= choices
	var rules []rule.Rule
	for i, r := range s.rules {
		marked[i] = marked[i] || all || len(s.stock) > 0 && s.stock[len(s.stock)-1].marked[i]
		if marked[i] {
			rules = append(rules, r)
		}
	}
	return &choice{marked: marked, load: sync.OnceValues(func() (*program, error) { return compile(rules) })}
}

func (s set) met(document ast.Value) bool {
	for _, n := range s {
		if !n.met(document) {
			return false
		}
	}
	return true
}

// met reports whether the path leads to something in the document, to the text if there is one.
func (n need) met(document ast.Value) bool {
	for i, step := range n.steps {
		if step == nil {
			return anyElement(document, need{n.steps[i+1:], n.text}.met)
		}
		object, ok := document.(ast.Object)
		if !ok {
			return false
		}
		value := object.Get(step)
		if value == nil {
			return false
		}
		document = value.Value
	}
	return n.text == nil || ast.ValueEqual(document, n.text.Value)
}

func anyElement(list ast.Value, fits func(ast.Value) bool) bool {
	switch list := list.(type) {
	case *ast.Array:
		return list.Until(func(element *ast.Term) bool { return fits(element.Value) })
	case ast.Object:
		return list.Until(func(_, element *ast.Term) bool { return fits(element.Value) })
	}
	return false
}
