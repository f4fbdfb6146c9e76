package rego

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
	"github.com/open-policy-agent/opa/v1/topdown/lineage"
)

// An Outcome is how a unit test ended.
type Outcome string

// The outcomes of tests.
const (
	Passed  Outcome = "PASS"
	Failed  Outcome = "FAIL"
	Errored Outcome = "ERROR"
	Skipped Outcome = "SKIPPED"
)

// A TestResult is what a unit test came to.
type TestResult struct {
	// File and Line are where the test stands.
	File string
	Line int
	// Name is the test's path: "data.main.test_a".
	Name    string
	Outcome Outcome
	// Err is why a test could not be evaluated; nil where it could.
	Err error
	// FailedLine is the line of the expression that did not hold; 0 where the test passed, or nobody can tell.
	FailedLine int
	// Cases are those of a test that is a table, ordered by name.
	Cases []TestCase
	// Printed is what the test and what it called printed.
	Printed  string
	Duration time.Duration
	events   []*topdown.Event
}

// A TestCase is one row of a test that is a table: `test_a[name] if ...`.
type TestCase struct {
	Name       string
	Passed     bool
	FailedLine int
}

// TestOptions say which tests run, and what is kept of them.
type TestOptions struct {
	// Wants chooses namespaces; nil wants all.
	Wants func(namespace string) bool
	// Trace keeps the steps of each test for TestResult.Trace.
	Trace bool
	// Coverage gathers what was evaluated; nil for nobody.
	Coverage *Coverage
}

// A Detail is how much of a trace is shown.
type Detail string

// The details of traces.
const (
	// FullTrace is every step.
	FullTrace Detail = "full"
	// NotesTrace is what calls of trace() noted, and the way there.
	NotesTrace Detail = "notes"
	// FailsTrace is the steps that failed, and the way there.
	FailsTrace Detail = "fails"
)

// Trace returns the steps of a test, a line each. It needs TestOptions.Trace.
func (r TestResult) Trace(detail Detail) string {
	events := r.events
	switch detail {
	case NotesTrace:
		events = lineage.Notes(events)
	case FailsTrace:
		events = lineage.Fails(events)
	}
	var text bytes.Buffer
	topdown.PrettyTraceWithLocation(&text, events)
	return text.String()
}

const (
	testPrefix = "test_"
	skipPrefix = "todo_test_"
)

// Test runs the unit tests among the policies, those rules whose name begins with test_, in the order of files and lines.
// One whose name begins with todo_test_ is skipped. The error is for what ends all: ctx is done.
func (p *Policies) Test(ctx context.Context, options TestOptions) ([]TestResult, error) {
	var results []TestResult
	for _, test := range p.tests() {
		if options.Wants != nil && !options.Wants(namespaceOf(test.rule.Module)) {
			continue
		}
		result, err := p.runTest(ctx, test, options)
		if err != nil {
			return nil, err
		}
		results = append(results, result)
	}
	return results, nil
}

// unitTest is a rule that is a test, and its path.
type unitTest struct {
	rule *ast.Rule
	path ast.Ref
	name string
}

func (p *Policies) tests() []unitTest {
	var tests []unitTest
	known := map[string]bool{}
	for _, file := range p.files() {
		for _, defined := range p.modules[file].Rules {
			name, ref := testName(defined.Head.Ref().GroundPrefix())
			if name == "" {
				continue
			}
			path := p.modules[file].Package.Path.Extend(ref)
			if !known[path.String()] {
				tests = append(tests, unitTest{rule: defined, path: path, name: name})
			}
			known[path.String()] = true
		}
	}
	return tests
}

func (p *Policies) files() []string {
	var names []string
	for name := range p.modules {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// testName returns the first part of a reference that is a test's name, and what leads up to it.
func testName(ref ast.Ref) (string, ast.Ref) {
	for i, term := range ref {
		name := strings.Trim(term.Value.String(), `"`)
		if strings.HasPrefix(name, testPrefix) || strings.HasPrefix(name, skipPrefix) {
			return name, ref[:i+1]
		}
	}
	return "", nil
}

func (p *Policies) runTest(ctx context.Context, test unitTest, options TestOptions) (TestResult, error) {
	result := TestResult{File: test.rule.Location.File, Line: test.rule.Location.Row, Name: test.path.String()}
	if strings.HasPrefix(test.name, skipPrefix) {
		result.Outcome = Skipped
		return result, nil
	}
	body := ast.NewBody(ast.Equality.Expr(ast.VarTerm(answerVariable), ast.NewTerm(test.path)))
	query, err := p.compiler.QueryCompiler().Compile(body)
	if err != nil {
		return result, fmt.Errorf("ask %s: %w", result.Name, err)
	}
	watcher := newTestWatcher(test.path)
	steps, tracers := topdown.NewBufferTracer(), []topdown.QueryTracer{watcher}
	if options.Trace {
		tracers = append(tracers, steps)
	}
	if options.Coverage != nil {
		tracers = append(tracers, options.Coverage)
	}
	var printed bytes.Buffer
	started := time.Now()
	answer, err := p.run(ctx, Question{Namespace: namespaceOf(test.rule.Module), Rule: test.name, Printed: &printed}, query, tracers...)
	result.Duration, result.Printed, result.events = time.Since(started), printed.String(), *steps
	if ctx.Err() != nil {
		return result, ctx.Err()
	}
	result.conclude(watcher, answer, err)
	return result, nil
}

// conclude reads off the answer how the test ended. A table's answer has the rows that hold; the others were only seen.
func (r *TestResult) conclude(watcher *testWatcher, answer *ast.Term, err error) {
	switch {
	case err != nil:
		r.Outcome, r.Err = Errored, err
		return
	case answer == nil:
		r.Outcome, r.FailedLine = Failed, watcher.failed
	case answer.Equal(ast.InternedTerm(true)):
		r.Outcome = Passed
	default:
		r.Outcome = Failed
	}
	if table, is := valueOf(answer).(ast.Object); is {
		r.Cases = watcher.rows(table)
		r.Outcome = Passed
		for _, row := range r.Cases {
			if !row.Passed {
				r.Outcome, r.FailedLine = Failed, row.FailedLine
			}
		}
	}
}

func valueOf(term *ast.Term) ast.Value {
	if term == nil {
		return nil
	}
	return term.Value
}
