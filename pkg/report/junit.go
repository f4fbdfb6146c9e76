package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
)

// A suite is a file in the XML that Ant's JUnit task began and every CI system reads. Encoding it by hand spares each start
// of the program what package encoding/xml prepares.
type suite struct {
	name                      string
	cases                     []testCase
	failures, errors, skipped int
}

// A testCase is what was found, or what was not: the element inside says which. A warning is a case that passes.
type testCase struct {
	name, element, kind, message, text string
}

func writeJUnit(w io.Writer, result finding.Result, options Options) error {
	var suites []suite
	tests, failures, errors := 0, 0, 0
	for _, file := range result.Files {
		if file.Skipped != "" {
			continue
		}
		made := newSuite(file, options)
		suites = append(suites, made)
		tests, failures, errors = tests+len(made.cases), failures+made.failures, errors+made.errors
	}
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, `<?xml version="1.0" encoding="UTF-8"?>`)
	fmt.Fprintf(out, "<testsuites name=\"seaworthy\" tests=\"%d\" failures=\"%d\" errors=\"%d\">\n", tests, failures, errors)
	for _, each := range suites {
		each.write(out)
	}
	fmt.Fprintln(out, "</testsuites>")
	return out.Flush()
}

func newSuite(file finding.File, options Options) suite {
	made := suite{name: file.Path}
	for _, p := range file.Problems {
		made.errors++
		made.add(testCase{name: caseName("could not be judged", at("", p.Span)), element: "error", kind: "error", message: p.Message, text: at(file.Path, p.Span)})
	}
	for _, found := range file.Findings {
		each := testCase{name: caseName(found.Rule, at("", found.Span)), kind: string(found.Severity), message: found.Message, text: caseText(found)}
		if options.Failure(found) {
			made.failures++
			each.element = "failure"
		}
		made.add(each)
	}
	for _, excepted := range file.Exceptions {
		made.skipped++
		made.add(testCase{
			name: caseName(excepted.Finding.Rule, at("", excepted.Finding.Span)), element: "skipped", kind: excepted.Form,
			message: exceptionText(excepted), text: excepted.Finding.Message,
		})
	}
	made.add(testCase{name: "all other rules", text: count(file.Successes(), "rule") + " found nothing"})
	return made
}

func (s *suite) add(each testCase) { s.cases = append(s.cases, each) }

// caseName keeps the names of a suite's cases apart.
func caseName(what, place string) string {
	return strings.TrimSuffix(what+" at "+strings.TrimPrefix(place, ":"), " at ")
}

func caseText(found finding.Finding) string {
	lines := []string{at(found.File, found.Span) + ": " + string(found.Severity) + ": " + found.Message}
	for _, c := range found.Because {
		lines = append(lines, causeText(found, c))
	}
	if found.Remediation != "" {
		lines = append(lines, "fix: "+found.Remediation)
	}
	if found.URL != "" {
		lines = append(lines, found.URL)
	}
	return strings.Join(lines, "\n")
}

// causeText is a cause in words, with its file where that is another one.
func causeText(found finding.Finding, c finding.Cause) string {
	place := c.Span.String()
	if c.File != "" && c.File != found.File {
		place = at(c.File, c.Span)
	}
	return "because " + c.Text + " at " + place
}

// exceptionText says why a finding is excepted, as far as anybody knows.
func exceptionText(excepted finding.Exception) string {
	if excepted.Reason == "" {
		return "excepted by " + excepted.Form
	}
	return "excepted by " + excepted.Form + ": " + excepted.Reason
}

func (s suite) write(out io.Writer) {
	fmt.Fprintf(out, "  <testsuite name=%s tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\">\n",
		attribute(s.name), len(s.cases), s.failures, s.errors, s.skipped)
	for _, each := range s.cases {
		fmt.Fprintf(out, "    <testcase classname=%s name=%s>", attribute(s.name), attribute(each.name))
		if each.element == "" {
			fmt.Fprintf(out, "<system-out>%s</system-out>", escapeXML(each.text))
		} else {
			fmt.Fprintf(out, "<%s type=%s message=%s>%s</%[1]s>", each.element, attribute(each.kind), attribute(each.message), escapeXML(each.text))
		}
		fmt.Fprintln(out, "</testcase>")
	}
	fmt.Fprintln(out, "  </testsuite>")
}

func attribute(text string) string {
	return `"` + strings.NewReplacer("\n", "&#xA;", "\t", "&#x9;").Replace(escapeXML(text)) + `"`
}

// escapeXML writes a text as character data. What XML can't hold becomes a replacement character
// (https://www.w3.org/TR/xml/#charsets).
func escapeXML(text string) string {
	var escaped strings.Builder
	for _, r := range text {
		switch {
		case r == '&':
			escaped.WriteString("&amp;")
		case r == '<':
			escaped.WriteString("&lt;")
		case r == '>':
			escaped.WriteString("&gt;")
		case r == '"':
			escaped.WriteString("&quot;")
		case r == '\r':
			escaped.WriteString("&#xD;")
		case r < ' ' && r != '\n' && r != '\t', r == 0xFFFE, r == 0xFFFF:
			escaped.WriteRune(utf8.RuneError)
		default:
			escaped.WriteRune(r)
		}
	}
	return escaped.String()
}
