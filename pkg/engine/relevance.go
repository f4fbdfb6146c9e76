package engine

import (
	"errors"
	"runtime"
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
	needs [][]set
	mutex sync.Mutex
	// stock is in the order it was asked for, each choice of more rules than the one before.
	stock []*choice
}

// sparing is the number of choices of some of the rules; the next one is of all.
const sparing = 2

// A choice is those rules of a shelf that are marked, compiled.
type choice struct {
	marked []bool
	load   func() ([]*program, error)
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

func newShelf(rules []rule.Rule) *shelf {
	s := &shelf{rules: rules}
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

// programs returns compiled rules among which are all that may have something to say about the document, and the ids of
// those that may.
func (s *shelf) programs(document ast.Value, compile compile) ([]*program, map[string]bool, error) {
	wanted := s.relevant(document)
	s.mutex.Lock()
	found := slices.IndexFunc(s.stock, func(c *choice) bool { return c.covers(wanted) })
	if found < 0 {
		found = len(s.stock)
		s.stock = append(s.stock, s.choose(wanted, compile))
	}
	chosen := s.stock[found]
	s.mutex.Unlock()
	programs, err := chosen.load()
	return programs, s.ids(wanted), err
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
	marked, all := slices.Clone(wanted), len(s.stock) >= sparing
	var rules []rule.Rule
	for i, r := range s.rules {
		if len(s.stock) > 0 {
			marked[i] = marked[i] || all || s.stock[len(s.stock)-1].marked[i]
		}
		if marked[i] {
			rules = append(rules, r)
		}
	}
	parts := 1
	if !all {
		parts = min(runtime.GOMAXPROCS(0), 1+len(rules)/worthwhile)
	}
	return &choice{marked: marked, load: sync.OnceValues(func() ([]*program, error) { return compile.inParts(rules, parts) })}
}

// worthwhile is the number of rules for which a processor more is put to work.
const worthwhile = 8

// inParts compiles rules to several programs at once: for a run that judges one document, compiling is nearly all there is
// to wait for.
func (c compile) inParts(rules []rule.Rule, parts int) ([]*program, error) {
	programs, errs := make([]*program, parts), make([]error, parts)
	var workers sync.WaitGroup
	for i := range parts {
		share := rules[i*len(rules)/parts : (i+1)*len(rules)/parts]
		workers.Go(func() { programs[i], errs[i] = c(share) })
	}
	workers.Wait()
	return programs, errors.Join(errs...)
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
