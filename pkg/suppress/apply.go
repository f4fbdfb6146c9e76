package suppress

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
)

// A Run is what a check knows besides the file.
type Run struct {
	// Today is the day on which suppressions are weighed; the time of day does not matter, the date is UTC's.
	Today time.Time
	// Asks reports whether the run asks the rule of an id. A suppression of a rule that it does not ask is never called
	// unused, and only defects of rules that it asks are returned.
	Asks func(id string) bool
	// Incomplete says that the file could not be judged in full, so that nothing can be called unused.
	Incomplete bool
	// Identity is the path that fingerprints hang on, absent where that is the file's own.
	Identity string
}

// An Outcome is what suppressions make of the findings of a file.
type Outcome struct {
	// Kept are the findings that nothing silences, Excepted the others, each in the order in which they came.
	Kept     []finding.Finding
	Excepted []finding.Exception
	// Defects are findings about the suppressions themselves.
	Defects []finding.Finding
}

// Apply parts the findings of the set's file. Hidden are findings that a graver one hides and that nobody gets to see:
// silencing the graver one does not bring them back, and a suppression of one is not unused.
//
// Of several suppressions for one finding the first in the file excepts it. One past its last day, or with a mistake,
// excepts nothing.
func (s Set) Apply(findings, hidden []finding.Finding, run Run) Outcome {
	visible, unseen := newPlaces(findings), newPlaces(hidden)
	excepting := make([]*Suppression, len(findings))
	var defects []finding.Finding
	for i := range s.suppressions {
		each := &s.suppressions[i]
		used := map[string]bool{}
		for _, id := range each.effective(run.Today) {
			claimed := visible.claim(id, each.Scope, func(found int) { excepting[found] = each })
			used[id] = claimed || unseen.claim(id, each.Scope, func(int) {})
		}
		defects = append(defects, s.defects(*each, used, run)...)
	}
	outcome := Outcome{Defects: s.numbered(defects, run)}
	for i, found := range findings {
		if each := excepting[i]; each != nil {
			outcome.Excepted = append(outcome.Excepted, each.exception(found))
		} else {
			outcome.Kept = append(outcome.Kept, found)
		}
	}
	return outcome
}

// effective returns the rules that the suppression silences today.
func (s Suppression) effective(today time.Time) []string {
	if s.Mistake != "" || s.expired(today) {
		return nil
	}
	return s.Rules
}

func (s Suppression) exception(found finding.Finding) finding.Exception {
	return finding.Exception{Finding: found, Form: string(s.Form), Reason: s.Reason, Until: s.Until, Span: s.Span}
}

// places are findings by rule, ordered by line.
type places map[string]*sequence

// A sequence is the findings of one rule. Each can be claimed once; next leads past those that are, so that a file full
// of suppressions costs no more than it has findings.
type sequence struct {
	findings []int
	lines    []int
	next     []int
}

func newPlaces(findings []finding.Finding) places {
	byRule := places{}
	order := make([]int, len(findings))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(findings[a].Span.Line, findings[b].Span.Line) })
	for _, i := range order {
		for _, id := range names(findings[i]) {
			if byRule[id] == nil {
				byRule[id] = &sequence{next: []int{0}}
			}
			of := byRule[id]
			of.findings, of.lines, of.next = append(of.findings, i), append(of.lines, findings[i].Span.Line), append(of.next, len(of.next))
		}
	}
	return byRule
}

// names are what a finding goes by: its rule's id, and where the rule has many names the one that its place ends with.
func names(found finding.Finding) []string {
	for _, alias := range found.Aliases {
		if strings.HasSuffix(alias, "*") {
			return []string{found.Rule, member(found.Rule, found.At[strings.LastIndexByte(found.At, '/')+1:])}
		}
	}
	return []string{found.Rule}
}

// claim hands each finding of a rule in a scope that nobody has claimed yet to the function. It reports whether there is
// any in the scope, claimed or not.
func (p places) claim(id string, scope Scope, take func(finding int)) bool {
	of := p[id]
	if of == nil {
		return false
	}
	start, end := of.within(scope)
	for i := of.free(start); i < end; i = of.free(i) {
		take(of.findings[i])
		of.next[i] = i + 1
	}
	return start < end
}

// within returns the stretch of the sequence that a scope covers. A finding without a place has the line 0.
func (s *sequence) within(scope Scope) (start, end int) {
	if scope.WholeFile {
		return 0, len(s.lines)
	}
	start, _ = slices.BinarySearch(s.lines, max(scope.First, 1))
	end, _ = slices.BinarySearch(s.lines, max(scope.Last, 0)+1)
	return start, max(start, end)
}

// free returns the first finding from i on that nobody has claimed, shortening the way for whoever comes next.
func (s *sequence) free(i int) int {
	end := i
	for s.next[end] != end {
		end = s.next[end]
	}
	for s.next[i] != end {
		i, s.next[i] = s.next[i], end
	}
	return end
}
