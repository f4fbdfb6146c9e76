package seaworthy

import (
	"context"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"github.com/seaworthy-policy/seaworthy/pkg/config"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// An ExampleVerdict is how a rule's example compares with what the rule finds.
type ExampleVerdict struct {
	Rule string
	// Faults say what is not as the example says, a line each; there are none where it holds.
	Faults []string
}

// A RuleTest is what the unit tests of a rule tree need: modules with their tests, and data as JSON.
type RuleTest struct {
	Modules []source.File
	Data    []byte
	// Examples are the verdicts on the examples of the tree's rules.
	Examples []ExampleVerdict
}

// exampleDay is the day on which examples are judged, for all time.
func exampleDay() time.Time {
	return time.Date(2026, time.March, 1, 0, 0, 0, 0, time.UTC)
}

// VerifyRules checks a tree of rules as WithRuleTree does, and judges the example of each: its bad files must get the findings
// that stand beside them and no others, its good files none. It also returns what the tree's unit tests need, for package rego
// to run.
func VerifyRules(ctx context.Context, tree fs.FS) (RuleTest, error) {
	builtIn, err := LoadRules()
	if err != nil {
		return RuleTest{}, err
	}
	set, err := newRuleSet(builtIn.library, []fs.FS{tree})
	if err != nil {
		return RuleTest{}, err
	}
	var verified RuleTest
	if verified.Modules, verified.Data, err = set.library.TestModules(tree); err != nil {
		return RuleTest{}, err
	}
	for _, r := range set.catalogue.Rules() {
		if _, known := builtIn.catalogue.ByID(r.ID); known {
			continue
		}
		verdict, err := set.verifyExample(ctx, r)
		if err != nil {
			return RuleTest{}, err
		}
		verified.Examples = append(verified.Examples, verdict)
	}
	return verified, nil
}

func (s *RuleSet) verifyExample(ctx context.Context, r rule.Rule) (ExampleVerdict, error) {
	verdict := ExampleVerdict{Rule: r.ID}
	example, err := s.Example(r)
	if err != nil {
		return verdict, err
	}
	chosen := settings{profile: AllRules, clock: exampleDay, only: []string{r.ID}}
	if example.Configuration != "" {
		configured, err := config.Parse(source.File{Path: config.Name, Content: []byte(example.Configuration)})
		if err != nil {
			return verdict, fmt.Errorf("read the example of %s: %w", r.ID, err)
		}
		chosen.parameters = append(chosen.parameters, configured.Parameters)
	}
	checker, err := prepare(chosen, s)
	if err != nil {
		return verdict, err
	}
	bad, err := checker.say(ctx, example.Bad)
	if err != nil {
		return verdict, err
	}
	good, err := checker.say(ctx, example.Good)
	verdict.compare(lines(example.Findings), bad, good)
	return verdict, err
}

// say judges files together and returns a line for each finding, as examples write them.
func (c *Checker) say(ctx context.Context, files []source.File) ([]string, error) {
	result, err := c.Check(ctx, files...)
	var said []string
	for _, file := range result.Files {
		if file.Skipped != "" {
			said = append(said, fmt.Sprintf("%s is not judged: %s", file.Path, file.Skipped))
		}
		for _, found := range file.Findings {
			said = append(said, fmt.Sprintf("%s:%d:%d: %s", found.File, found.Span.Line, found.Span.Column, found.Message))
		}
	}
	return said, err
}

func lines(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })
}

// compare notes wanted findings that there are not, and those that nobody wants.
func (v *ExampleVerdict) compare(wanted, bad, good []string) {
	count := map[string]int{}
	for _, line := range bad {
		count[line]++
	}
	for _, line := range wanted {
		if count[line]--; count[line] < 0 {
			v.Faults = append(v.Faults, "wanted and not found: "+line)
		}
	}
	for _, line := range bad {
		if count[line]--; count[line] >= 0 {
			v.Faults = append(v.Faults, "found and not wanted: "+line)
		}
	}
	for _, line := range good {
		v.Faults = append(v.Faults, "found in a good file: "+line)
	}
}
