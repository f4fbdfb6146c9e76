package seaworthy

import (
	"context"
	"fmt"
	"slices"

	"github.com/seaworthy-policy/seaworthy/pkg/engine"
	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// excerptLimit is how many characters of a line an excerpt holds: minified files have lines of megabytes.
const excerptLimit = 500

// surroundings are what files judged in one run say about each other.
type surroundings struct {
	kubernetes bool
}

func (s *surroundings) add(f *format) {
	if f != nil && f.name == "kubernetes" {
		s.kubernetes = true
	}
}

// judge reads one file as its format and asks the rules about each of its documents.
func (c *Checker) judge(ctx context.Context, file source.File, f *format, around surroundings) (finding.File, error) {
	if f == nil {
		return finding.File{Path: file.Path, Skipped: ErrUnknownFormat.Error()}, nil
	}
	judged := finding.File{Path: file.Path, Format: f.name}
	documents, problems := c.parse(file, f)
	if len(problems) == 1 && problems[0].Template {
		return finding.File{Path: file.Path, Skipped: problems[0].Message}, nil
	}
	for _, problem := range problems {
		judged.Problems = append(judged.Problems, finding.Problem{Message: problem.Message, Span: problem.Span})
	}
	if len(documents) == 0 && len(problems) == 0 {
		judged.Skipped = "nothing in it that rules judge"
	}
	assembly := newAssembly(file, !c.settings.edition.hidesNothing)
	for _, document := range documents {
		if document.Dockerfile != nil && around.kubernetes {
			document.Dockerfile.DeployedTo = []string{"kubernetes"}
		}
		verdict, err := c.engine.Evaluate(ctx, document)
		if err != nil {
			return finding.File{}, err
		}
		assembly.add(document, verdict)
	}
	assembly.finish(&judged)
	if !c.settings.withoutInline && len(documents) > 0 {
		c.except(&judged, file, assembly)
	}
	return judged, nil
}

// An assembly turns the verdicts on a file's documents into findings with places.
type assembly struct {
	file       source.File
	lines      *source.Lines
	hideWeaker bool
	asked      map[string]bool
	placed     []placed
	hidden     []hiddenViolation
	problems   []finding.Problem
}

// hiddenViolation is one that a graver one on its node makes needless.
type hiddenViolation struct {
	violation engine.Violation
	document  *input.Document
}

// placed is a finding and the text that names its node.
type placed struct {
	finding finding.Finding
	node    string
}

func newAssembly(file source.File, hideWeaker bool) *assembly {
	return &assembly{
		file: file, lines: source.NewLines(file.Content), hideWeaker: hideWeaker, asked: map[string]bool{},
	}
}

func (a *assembly) add(document *input.Document, verdict engine.Verdict) {
	for _, r := range verdict.Evaluated {
		a.asked[r.ID] = true
	}
	for _, failed := range verdict.Errors {
		a.problems = append(a.problems, finding.Problem{
			Message: fmt.Sprintf("rule %s can't be evaluated: %v", failed.Rule.ID, failed.Err),
			Span:    document.Locator.Locate("").Span,
			Rule:    failed.Rule.ID,
		})
	}
	for _, violation := range verdict.Violations {
		if a.hideWeaker && hidden(violation, verdict.Violations) {
			a.hidden = append(a.hidden, hiddenViolation{violation, document})
			continue
		}
		location := document.Locator.Locate(violation.At)
		a.placed = append(a.placed, placed{a.finding(violation, location), location.Node})
	}
}

func (a *assembly) finding(v engine.Violation, location input.Location) finding.Finding {
	found := finding.Finding{
		Rule: v.Rule.ID, Severity: v.Rule.Severity, Message: v.Message,
		File: a.file.Path, Span: location.Span, At: v.At, Excerpt: a.excerpt(location.Span.Line),
		Aliases: v.Rule.Aliases, URL: v.Rule.URL(), Remediation: v.Rule.Remediation,
	}
	for _, origin := range location.Because {
		found.Because = append(found.Because, finding.Cause{Text: origin.Text, Span: origin.Span})
	}
	return found
}

func (a *assembly) excerpt(line int) string {
	text := []rune(a.lines.Text(line))
	return string(text[:min(len(text), excerptLimit)])
}

// finish orders the findings and names them: equal nodes are told apart by their order in the file.
func (a *assembly) finish(judged *finding.File) {
	judged.Rules, judged.Hidden = len(a.asked), len(a.hidden)
	judged.Problems = append(judged.Problems, a.problems...)
	slices.SortFunc(a.placed, func(x, y placed) int { return finding.Compare(x.finding, y.finding) })
	type node struct{ rule, text string }
	occurrences := map[node]int{}
	for _, p := range a.placed {
		n := node{p.finding.Rule, p.node}
		p.finding.Fingerprint = finding.Fingerprint(n.rule, a.file.Path, n.text, occurrences[n])
		occurrences[n]++
		judged.Findings = append(judged.Findings, p.finding)
	}
}

// hidden reports whether another violation on the same node says more.
func hidden(v engine.Violation, all []engine.Violation) bool {
	return slices.ContainsFunc(all, func(other engine.Violation) bool {
		return slices.Contains(other.Rule.Hides, v.Rule.ID) && input.Within(v.At, input.Node(other.At))
	})
}
