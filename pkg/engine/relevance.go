package engine

import (
	"slices"
	"strings"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// A shelf holds the compiled rules for one set of facets. Compiling is the dearest thing that a short run does, and most
// rules have nothing to say about most documents, so the first documents get programs of just the rules that may
// say something. A run over many documents soon has one of all rules.
type shelf struct {
	rules []rule.Rule
	needs [][]need
	mutex sync.Mutex
	// stock are programs in the order they were asked for, each of more rules than the one before.
	stock []*choice
}

// sparing is the number of programs of some of the rules; the next one is of all.
const sparing = 2

// A choice is a program of those rules of a shelf that are marked.
type choice struct {
	marked []bool
	load   func() (*program, error)
}

// A need is a path in a document, step by step; a nil step stands for any element.
type need []*ast.Term

func newShelf(rules []rule.Rule) *shelf {
	s := &shelf{rules: rules}
	for _, r := range rules {
		var paths []need
		for _, path := range r.Needs {
			paths = append(paths, newNeed(path))
		}
		s.needs = append(s.needs, paths)
	}
	return s
}

func newNeed(path string) need {
	var steps need
	for step := range strings.SplitSeq(path, "/") {
		if step == "*" {
			steps = append(steps, nil)
		} else {
			steps = append(steps, ast.InternedTerm(step))
		}
	}
	return steps
}

// program returns compiled rules among which are all that may have something to say about the document.
func (s *shelf) program(document ast.Value, compile func([]rule.Rule) (*program, error)) (*program, error) {
	wanted := s.relevant(document)
	s.mutex.Lock()
	found := slices.IndexFunc(s.stock, func(c *choice) bool { return c.covers(wanted) })
	if found < 0 {
		found = len(s.stock)
		s.stock = append(s.stock, s.choose(wanted, compile))
	}
	chosen := s.stock[found]
	s.mutex.Unlock()
	return chosen.load()
}

// relevant marks the rules whose needs the document meets.
func (s *shelf) relevant(document ast.Value) []bool {
	marked := make([]bool, len(s.rules))
	for i, paths := range s.needs {
		marked[i] = len(paths) == 0 || slices.ContainsFunc(paths, func(n need) bool { return n.met(document) })
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

// choose makes a program of what is wanted and what the one before had.
func (s *shelf) choose(wanted []bool, compile func([]rule.Rule) (*program, error)) *choice {
	marked := slices.Clone(wanted)
	var rules []rule.Rule
	for i, r := range s.rules {
		if len(s.stock) > 0 {
			marked[i] = marked[i] || len(s.stock) >= sparing || s.stock[len(s.stock)-1].marked[i]
		}
		if marked[i] {
			rules = append(rules, r)
		}
	}
	return &choice{marked: marked, load: sync.OnceValues(func() (*program, error) { return compile(rules) })}
}

// met reports whether the path leads to something in the document.
func (n need) met(document ast.Value) bool {
	for i, step := range n {
		if step == nil {
			return anyElement(document, n[i+1:].met)
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
	return true
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
