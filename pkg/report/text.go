package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// indent puts what belongs to a finding below its excerpt's text.
const indent = "        "

// textWriter writes for people. Errors of the writer below are kept by out and come back from Flush.
type textWriter struct {
	out     *bufio.Writer
	options Options
}

func writeText(w io.Writer, result finding.Result, options Options) error {
	t := &textWriter{out: bufio.NewWriter(w), options: options}
	for _, file := range result.Files {
		t.file(file)
	}
	if options.Verbose {
		t.skipped(result)
	}
	if !options.Quiet {
		t.rules(result)
		t.summary(result)
	}
	return t.out.Flush()
}

// line writes words with spaces between them. An error stays in the writer until the end.
func (t *textWriter) line(words ...string) {
	fmt.Fprintln(t.out, strings.Join(words, " "))
}

// file writes what was found in a file. The remedy of a rule stands below its first finding in each file: the tenth
// time it is noise.
func (t *textWriter) file(file finding.File) {
	for _, p := range file.Problems {
		t.problem(file, p)
	}
	explained := map[string]bool{}
	for _, found := range file.Findings {
		t.finding(found, !explained[found.Rule])
		explained[found.Rule] = true
	}
}

// skipped names each file that was skipped.
func (t *textWriter) skipped(result finding.Result) {
	if result.Summary().Skipped == 0 {
		return
	}
	for _, file := range result.Files {
		if file.Skipped != "" {
			t.line(t.paint(faint, printable(file.Path)+": skipped: "+oneLine(file.Skipped)))
		}
	}
	t.line()
}

func (t *textWriter) problem(file finding.File, p finding.Problem) {
	t.line(t.place(file.Path, p.Span)+":", t.paint(boldRed, "error")+":", oneLine(p.Message))
	t.line()
}

func (t *textWriter) finding(found finding.Finding, remedy bool) {
	severity := t.paint(severityStyles[found.Severity], string(found.Severity))
	t.line(t.place(found.File, found.Span)+":", severity+":", oneLine(found.Message), t.paint(faint, "["+found.Rule+"]"))
	t.excerpt(found)
	for _, c := range found.Because {
		where := c.Span.String()
		if c.File != "" {
			where = t.place(c.File, c.Span)
		}
		t.line(indent+"because", oneLine(c.Text), "at", where)
	}
	if found.Fix != nil && found.Fix.Obstacle != "" {
		t.line(indent+"not fixed for you:", oneLine(found.Fix.Obstacle))
	}
	if remedy && found.Remediation != "" {
		t.line(indent+t.paint(green, "fix:"), oneLine(found.Remediation))
	}
	t.line()
}

func (t *textWriter) excerpt(found finding.Finding) {
	if strings.TrimSpace(found.Excerpt) == "" {
		return
	}
	shown, underline := excerpt(found.Excerpt, found.Span)
	number := fmt.Sprintf("%5d", found.Span.Line)
	t.line(t.paint(faint, number+" |"), shown)
	if underline != "" {
		t.line(t.paint(faint, "      |"), t.paint(severityStyles[found.Severity], underline))
	}
}

// place writes path:line:column, which terminals and editors make a link of.
func (t *textWriter) place(path string, span source.Span) string {
	return t.paint(bold, at(path, span))
}

// at is path:line:column, without the latter where there is no place.
func at(path string, span source.Span) string {
	path = printable(path)
	if !span.IsZero() {
		path += ":" + span.String()
	}
	return path
}
