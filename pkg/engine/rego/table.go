package rego

import (
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// A testWatcher sees which rows a table has, and where a test fails.
type testWatcher struct {
	path ast.Ref
	// queries are the evaluations of the test's own rules.
	queries map[uint64]*ast.Rule
	// cases tell the line that failed last for each row that was seen.
	cases  map[string]int
	failed int
}

func newTestWatcher(path ast.Ref) *testWatcher {
	return &testWatcher{path: path, queries: map[uint64]*ast.Rule{}, cases: map[string]int{}}
}

func (w *testWatcher) Enabled() bool { return true }

func (w *testWatcher) Config() topdown.TraceConfig {
	return topdown.TraceConfig{PlugLocalVars: true}
}

// TraceEvent notes each row as soon as its name is bound.
func (w *testWatcher) TraceEvent(event topdown.Event) {
	if entered, is := event.Node.(*ast.Rule); is && event.Op == topdown.EnterOp && entered.Ref().GroundPrefix().HasPrefix(w.path) {
		w.queries[event.QueryID] = entered
	}
	running := w.queries[event.QueryID]
	if running == nil {
		return
	}
	if event.Op == topdown.FailOp && event.Location != nil {
		w.failed = event.Location.Row
	}
	if name, bound := rowName(running.Ref()[len(w.path):], event.Locals); bound && name != "" {
		if event.Op == topdown.FailOp {
			w.cases[name] = w.failed
		} else if _, seen := w.cases[name]; !seen {
			w.cases[name] = 0
		}
	}
}

// rowName joins what the variables in a rule's head stand for.
func rowName(head ast.Ref, values *ast.ValueMap) (string, bool) {
	var parts []string
	for _, term := range head {
		plugged, ground := plug(term, values)
		if !ground {
			return "", false
		}
		parts = append(parts, strings.Trim(plugged.Value.String(), `"`))
	}
	return strings.Join(parts, "/"), true
}

func (w *testWatcher) rows(table ast.Object) []TestCase {
	passed := map[string]bool{}
	collectRows(table, "", passed)
	for name := range w.cases {
		if !passed[name] {
			passed[name] = false
		}
	}
	var rows []TestCase
	for name, holds := range passed {
		row := TestCase{Name: name, Passed: holds}
		if !holds {
			row.FailedLine = w.cases[name]
		}
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b TestCase) int { return strings.Compare(a.Name, b.Name) })
	return rows
}

func collectRows(table ast.Object, prefix string, rows map[string]bool) {
	table.Foreach(func(key, value *ast.Term) {
		name := prefix + strings.Trim(key.Value.String(), `"`)
		if below, is := value.Value.(ast.Object); is {
			collectRows(below, name+"/", rows)
			return
		}
		rows[name] = value.Equal(ast.InternedTerm(true))
	})
}
