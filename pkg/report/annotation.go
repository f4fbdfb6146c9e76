package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// An annotation is what a CI system shows beside a line of a change: a finding, or a problem.
type annotation struct {
	file     string
	span     source.Span
	rule     string
	severity rule.Severity
	failure  bool
	text     string
}

// annotations returns what is to be shown of a result, in its order.
func annotations(result finding.Result, options Options) []annotation {
	var shown []annotation
	for _, file := range result.Files {
		for _, p := range file.Problems {
			shown = append(shown, annotation{file: file.Path, span: p.Span, rule: p.Rule, severity: rule.Critical, failure: true, text: p.Message})
		}
		for _, found := range file.Findings {
			shown = append(shown, annotation{
				file: found.File, span: found.Span, rule: found.Rule, severity: found.Severity, failure: options.Failure(found), text: advice(found),
			})
		}
	}
	return shown
}

// advice is the message of a finding and its remedy.
func advice(found finding.Finding) string {
	if found.Remediation == "" {
		return found.Message
	}
	return found.Message + "\n" + found.Remediation
}

func writeGitHub(w io.Writer, result finding.Result, options Options) error {
	out := bufio.NewWriter(w)
	for _, each := range annotations(result, options) {
		fmt.Fprintf(out, "::%s file=%s%s%s::%s\n", each.githubLevel(), githubProperty(each.file), githubPlace(each.span),
			githubTitle(each.rule), githubData(each.text))
	}
	if !options.Quiet {
		fmt.Fprintln(out, plainVerdict(result, options))
	}
	return out.Flush()
}

func (a annotation) githubLevel() string {
	switch {
	case a.failure:
		return "error"
	case a.severity == rule.Info:
		return "notice"
	}
	return "warning"
}

func githubPlace(span source.Span) string {
	if span.IsZero() {
		return ""
	}
	place := fmt.Sprintf(",line=%d,endLine=%d", span.Line, span.EndLine)
	if span.Line == span.EndLine { // GitHub takes columns of one line only
		place += fmt.Sprintf(",col=%d,endColumn=%d", span.Column, span.EndColumn)
	}
	return place
}

func githubTitle(id string) string {
	if id == "" {
		return ""
	}
	return ",title=" + githubProperty(id)
}

func githubData(text string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(text)
}

func githubProperty(text string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(githubData(text))
}

func writeAzureDevOps(w io.Writer, result finding.Result, options Options) error {
	out := bufio.NewWriter(w)
	for _, each := range annotations(result, options) {
		level := "warning" // there is nothing below
		if each.failure {
			level = "error"
		}
		fmt.Fprintf(out, "##vso[task.logissue type=%s;sourcepath=%s%s%s]%s\n",
			level, azureProperty(each.file), azurePlace(each.span), azureCode(each.rule), azureData(each.text))
	}
	if !options.Quiet {
		fmt.Fprintln(out, plainVerdict(result, options))
	}
	return out.Flush()
}

func azurePlace(span source.Span) string {
	if span.IsZero() {
		return ""
	}
	return fmt.Sprintf(";linenumber=%d;columnnumber=%d", span.Line, span.Column)
}

func azureCode(id string) string {
	if id == "" {
		return ""
	}
	return ";code=" + azureProperty(id)
}

// azureData is a message in one line: lines behind the first are no part of a logging command. The agent has a name of its
// own for the percent sign, since it once left that alone.
func azureData(text string) string {
	return strings.NewReplacer("%", "%AZP25", "\r", "%0D", "\n", "%0A").Replace(text)
}

func azureProperty(text string) string {
	return strings.NewReplacer(";", "%3B", "]", "%5D").Replace(azureData(text))
}
