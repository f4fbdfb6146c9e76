package rego

import (
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// Coverage gathers the lines of policies that tests evaluate.
type Coverage struct {
	lines map[string]map[int]bool
}

// NewCoverage begins with nothing.
func NewCoverage() *Coverage {
	return &Coverage{lines: map[string]map[int]bool{}}
}

// Enabled is part of what OPA asks of tracers.
func (c *Coverage) Enabled() bool { return true }

// Config is part of what OPA asks of tracers.
func (c *Coverage) Config() topdown.TraceConfig { return topdown.TraceConfig{} }

// TraceEvent notes expressions that are evaluated, and heads of rules that hold.
func (c *Coverage) TraceEvent(event topdown.Event) {
	switch node := event.Node.(type) {
	case *ast.Rule:
		if event.Op == topdown.ExitOp {
			c.add(node.Head.Location)
		}
	case *ast.Expr:
		if event.Op == topdown.EvalOp {
			c.add(node.Location)
		}
	}
}

func (c *Coverage) add(location *ast.Location) {
	if location == nil || location.File == "" {
		return
	}
	if c.lines[location.File] == nil {
		c.lines[location.File] = map[int]bool{}
	}
	c.lines[location.File][location.Row] = true
}

// A FileCoverage is what tests evaluated of a file. Only lines count that there is something to evaluate on.
type FileCoverage struct {
	File string
	// Covered counts lines; NotCovered are the numbers of the others, in order.
	Covered    int
	NotCovered []int
}

// Percent is the share of lines that are covered: 100 where there are none.
func (f FileCoverage) Percent() float64 {
	if f.Covered+len(f.NotCovered) == 0 {
		return 100
	}
	return 100 * float64(f.Covered) / float64(f.Covered+len(f.NotCovered))
}

// Files returns the coverage of the policies without their tests, ordered by name.
func (c *Coverage) Files(policies *Policies) []FileCoverage {
	var files []FileCoverage
	for _, name := range policies.files() {
		if strings.HasSuffix(name, "_test.rego") {
			continue
		}
		file := FileCoverage{File: name}
		for _, line := range evaluable(policies.modules[name]) {
			if c.lines[name][line] {
				file.Covered++
			} else {
				file.NotCovered = append(file.NotCovered, line)
			}
		}
		files = append(files, file)
	}
	return files
}

// evaluable returns the lines of a module with heads of rules and expressions.
func evaluable(module *ast.Module) []int {
	var lines []int
	ast.WalkRules(module, func(defined *ast.Rule) bool {
		lines = append(lines, defined.Head.Location.Row)
		return false
	})
	ast.WalkExprs(module, func(expression *ast.Expr) bool {
		_, declares := expression.Terms.(*ast.SomeDecl)
		if constant, is := expression.Terms.(*ast.Term); declares || is && constant.Equal(ast.InternedTerm(true)) {
			return false
		}
		if expression.Location != nil {
			lines = append(lines, expression.Location.Row)
		}
		return false
	})
	slices.Sort(lines)
	return slices.Compact(lines)
}
