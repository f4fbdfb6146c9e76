package seaworthy

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/engine"
	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/compose"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// excerptLimit is how many characters of a line an excerpt holds: minified files have lines of megabytes.
const excerptLimit = 500

// surroundings are what files judged in one run say about each other.
type surroundings struct {
	kubernetes bool
	// contexts are the folders that compose files have Dockerfiles built in, by the Dockerfile's path; empty where they
	// differ.
	contexts map[string]string
	// files reads what stands beside a file.
	files neighbours
	// open reads what a file takes in.
	open opener
}

// add notes what a file of a format says about the others.
func (s *surroundings) add(file source.File, f *format) {
	switch {
	case f == nil:
	case f.name == "kubernetes":
		s.kubernetes = true
	case f.name == "compose":
		for dockerfile, folder := range compose.Contexts(file) {
			if other, told := s.contexts[dockerfile]; told && other != folder {
				folder = ""
			}
			if s.contexts == nil {
				s.contexts = map[string]string{}
			}
			s.contexts[dockerfile] = folder
		}
	}
}

// judgeOnce reads one file as its format and asks the rules about each of its documents.
func (c *Checker) judgeOnce(ctx context.Context, file source.File, f *format, around surroundings) (finding.File, error) {
	if f == nil {
		return finding.File{Path: file.Path, Skipped: ErrUnknownFormat.Error()}, nil
	}
	judged := finding.File{Path: file.Path, Format: f.name}
	told := c.settings
	context := contextOf(file.Path, around)
	told.inContext, told.open = context.holds, around.open
	documents, problems := c.read(file, f, told)
	if len(problems) == 1 && problems[0].Template {
		return finding.File{Path: file.Path, Format: f.name, Skipped: problems[0].Message}, nil
	}
	for _, problem := range problems {
		judged.Problems = append(judged.Problems, finding.Problem{Message: problem.Message, Span: problem.Span})
	}
	if len(documents) == 0 && len(problems) == 0 {
		judged.Skipped = "nothing in it that rules judge"
	}
	assembly := newAssembly(file, c.Identity(file.Path), !c.settings.edition.hidesNothing)
	assembly.patch = f.name == "kubernetes" && len(documents) > 0 && isPatch(file.Path, around.files)
	for _, document := range documents {
		if document.Dockerfile != nil && around.kubernetes {
			document.Dockerfile.DeployedTo = []string{"kubernetes"}
		}
		document.Project = context.project(document)
		if err := c.askShellCheck(ctx, document); ctx.Err() != nil {
			return finding.File{}, ctx.Err()
		} else if err != nil {
			judged.Problems = append(judged.Problems, unasked(document, err))
		}
		verdict, err := c.engine.Evaluate(ctx, document)
		if err != nil {
			return finding.File{}, err
		}
		assembly.add(document, verdict)
	}
	assembly.finish(&judged)
	if !c.settings.withoutInline && len(documents) > 0 {
		c.except(&judged, file, assembly, around.open)
	}
	if len(documents) > 0 {
		c.exceptByList(&judged, assembly)
	}
	c.grade(&judged)
	return judged, nil
}

// An assembly turns the verdicts on a file's documents into findings with places.
type assembly struct {
	file  source.File
	lines *source.Lines
	// identity is the path that fingerprints hang on.
	identity   string
	hideWeaker bool
	// patch tells that the file is laid over others: what it leaves out is no fault of it.
	patch    bool
	asked    map[string]bool
	placed   []placed
	hidden   []hiddenViolation
	unsaid   []hiddenViolation
	problems []finding.Problem
}

// hiddenViolation is one that a graver one on its node makes needless, or that is about what a patch leaves out.
type hiddenViolation struct {
	violation engine.Violation
	document  *input.Document
}

// placed is a finding and the text that names its node.
type placed struct {
	finding finding.Finding
	node    string
}

func newAssembly(file source.File, identity string, hideWeaker bool) *assembly {
	return &assembly{
		file: file, lines: source.NewLines(file.Content), identity: identity, hideWeaker: hideWeaker, asked: map[string]bool{},
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
		if a.patch && !says(document, violation) {
			a.unsaid = append(a.unsaid, hiddenViolation{violation, document})
			continue
		}
		if a.hideWeaker && hidden(violation, verdict.Violations) {
			a.hidden = append(a.hidden, hiddenViolation{violation, document})
			continue
		}
		location := document.Locator.Locate(violation.At)
		found := a.finding(violation, location, document.Mask)
		found.Object = objectOf(document, violation.At)
		found.Fix = locateFix(violation.Fix, document.Locator, a.lines)
		a.placed = append(a.placed, placed{found, location.Node})
	}
}

// finding makes a finding of a violation. Whatever is quoted from the file goes through the mask.
func (a *assembly) finding(v engine.Violation, location input.Location, mask *input.Mask) finding.Finding {
	found := finding.Finding{
		Rule: v.Rule.ID, Severity: v.Rule.Severity, Message: mask.Text(v.Message),
		File: a.file.Path, Span: location.Span, At: v.At, Excerpt: a.excerpt(location.Span.Line, mask),
		Aliases: v.Rule.Aliases, URL: v.Rule.URL(), Remediation: v.Rule.Remediation,
	}
	for _, origin := range location.Because {
		found.Because = append(found.Because, finding.Cause{Text: a.origin(origin, mask), Span: origin.Span, File: origin.File})
	}
	if location.File != "" {
		found.File, found.Excerpt = location.File, shorten(mask.Text(location.Line))
	}
	return found
}

// origin returns the text of an origin. Where something in it is hidden, it is read again from the lines.
func (a *assembly) origin(origin input.Origin, mask *input.Mask) string {
	if mask.Empty() || origin.File != "" {
		return origin.Text
	}
	var words []string
	for number := origin.Span.Line; number <= origin.Span.EndLine; number++ {
		text := []rune(mask.Line(number, a.lines.Text(number)))
		end, start := len(text), 0
		if number == origin.Span.EndLine {
			end = min(origin.Span.EndColumn-1, end)
		}
		if number == origin.Span.Line {
			start = min(origin.Span.Column-1, end)
		}
		words = append(words, strings.Fields(string(text[max(start, 0):end]))...)
	}
	return strings.Join(words, " ")
}

func (a *assembly) excerpt(line int, mask *input.Mask) string {
	return shorten(mask.Line(line, a.lines.Text(line)))
}

func shorten(line string) string {
	text := []rune(line)
	return string(text[:min(len(text), excerptLimit)])
}

// finish orders the findings and names them: equal nodes are told apart by their order in the file.
func (a *assembly) finish(judged *finding.File) {
	judged.Rules, judged.Hidden, judged.Unsaid = len(a.asked), len(a.hidden), len(a.unsaid)
	judged.Problems = append(judged.Problems, a.problems...)
	slices.SortFunc(a.placed, func(x, y placed) int { return finding.Compare(x.finding, y.finding) })
	type node struct{ rule, text string }
	occurrences := map[node]int{}
	for _, p := range a.placed {
		n := node{p.finding.Rule, p.node}
		p.finding.Fingerprint = finding.Fingerprint(n.rule, a.identity, n.text, occurrences[n])
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
