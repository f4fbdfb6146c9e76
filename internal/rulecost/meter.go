package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/seaworthy-policy/seaworthy/pkg/engine"
	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/policies"
)

// A meter measures rules on documents.
type meter struct {
	ctx        context.Context
	rounds     int
	library    *policy.Library
	rules      []rule.Rule
	parameters rule.Parameters
}

func newMeter(ctx context.Context, rounds int) (*meter, error) {
	library, err := policy.LoadCompiled(policies.FS, policies.Compiled)
	if err != nil {
		return nil, err
	}
	parameters, err := library.Catalogue().Effective(nil)
	if err != nil {
		return nil, err
	}
	return &meter{ctx, rounds, library, library.Catalogue().Rules(), parameters}, nil
}

// least is the shortest time that something takes.
func (m *meter) least(act func() error) (time.Duration, error) {
	var shortest time.Duration
	for round := range m.rounds {
		started := time.Now()
		if err := act(); err != nil {
			return 0, err
		}
		if taken := time.Since(started); round == 0 || taken < shortest {
			shortest = taken
		}
	}
	return shortest, nil
}

// judging is how long some rules take for documents. They are compiled before.
func (m *meter) judging(rules []rule.Rule, documents []*input.Document) (time.Duration, error) {
	judge := engine.New(m.library, rules, m.parameters)
	all := func() error {
		for _, document := range documents {
			if _, err := judge.Evaluate(m.ctx, document); err != nil {
				return err
			}
		}
		return nil
	}
	if err := all(); err != nil {
		return 0, err
	}
	return m.least(all)
}

// costs are what was measured of a tree's documents, and of one that is quiet.
type costs struct {
	files, documents, rules int
	normalising, judging    time.Duration
	// handing is what it takes to hand the documents to the evaluator, whatever the rules.
	handing time.Duration
	// quiet is what all rules together add on the quiet document.
	quiet time.Duration
	// byRule is what each rule adds, dearest first.
	byRule []ruleCost
}

type ruleCost struct {
	id   string
	cost time.Duration
}

// quietRepeats makes the quiet document long enough to be measured.
const quietRepeats = 200

func (m *meter) costs(documents, quiet []*input.Document) (costs, error) {
	made := costs{documents: len(documents), rules: len(m.rules)}
	var err error
	if made.judging, err = m.judging(m.rules, documents); err != nil {
		return made, err
	}
	if made.handing, err = m.judging(nil, documents); err != nil {
		return made, err
	}
	if made.quiet, err = m.added(m.rules, slices.Repeat(quiet, quietRepeats)); err != nil {
		return made, err
	}
	made.quiet /= quietRepeats
	for _, r := range m.rules {
		taken, err := m.judging([]rule.Rule{r}, documents)
		if err != nil {
			return made, err
		}
		made.byRule = append(made.byRule, ruleCost{r.ID, max(taken-made.handing, 0)})
	}
	slices.SortStableFunc(made.byRule, func(a, b ruleCost) int { return cmp.Compare(b.cost, a.cost) })
	return made, nil
}

// added is what rules take beyond what the documents take without any.
func (m *meter) added(rules []rule.Rule, documents []*input.Document) (time.Duration, error) {
	with, err := m.judging(rules, documents)
	if err != nil {
		return 0, err
	}
	without, err := m.judging(nil, documents)
	return max(with-without, 0), err
}

func (c costs) write(out io.Writer, tree string) {
	fmt.Fprintf(out, "What rules cost: all %d of them on %d files of %s\n", c.rules, c.files, tree)
	fmt.Fprintf(out, "One goroutine, rules compiled before, least of several rounds.\n\n")
	fmt.Fprintf(out, "%-44s %9s %9s\n", "", "ms", "ms/file")
	c.writeStep(out, "reading and normalising", c.normalising)
	c.writeStep(out, "judging", c.judging)
	c.writeStep(out, "  of it handing documents to the evaluator", c.handing)
	fmt.Fprintf(out, "%-44s %9.2f\n", "both : reading and normalising alone", ratio(c.normalising+c.judging, c.normalising))
	fmt.Fprintf(out, "%-44s %9.2f\n\n", "microseconds a rule, where none has a say", microseconds(c.quiet)/float64(max(c.rules, 1)))
	fmt.Fprintf(out, "%-48s %5s %9s\n", "The dearest, each alone with a query of its own", "ms", "us/file")
	for _, each := range c.byRule[:min(dearest, len(c.byRule))] {
		fmt.Fprintf(out, "%-44s %9.1f %9.1f\n", each.id, microseconds(each.cost)/1e3, microseconds(each.cost)/float64(max(c.files, 1)))
	}
}

func (c costs) writeStep(out io.Writer, name string, taken time.Duration) {
	inMilliseconds := microseconds(taken) / 1e3
	fmt.Fprintf(out, "%-44s %9.1f %9.2f\n", name, inMilliseconds, inMilliseconds/float64(max(c.files, 1)))
}

func microseconds(d time.Duration) float64 { return float64(d) / float64(time.Microsecond) }

func ratio(a, b time.Duration) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}
