// Package report writes the result of a check for whoever is to read it: text for people at a terminal, JSON and SARIF for
// programs, annotations for the CI system that runs it, a page for everybody else.
//
// A report sorts findings into failures and warnings by their severity; what a finding is worth to the caller is no
// business of the rules. Every writer is given the same ordered result, and prints the same bytes for it each time.
//
//	err := report.Write(os.Stdout, report.Text, result, report.Options{FailOn: rule.High})
//	if err != nil {
//		return err // nobody reads any more
//	}
package report

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// ErrUnknownFormat is wrapped for a format that nothing writes.
var ErrUnknownFormat = errors.New("unknown report format")

// A Format is the form of a report.
type Format string

// The formats of reports.
const (
	// Text is for people: places, excerpts, remedies, and a summary.
	Text Format = "text"
	// JSON is the array that conftest prints, with what it lacks in each finding's metadata.
	JSON Format = "json"
	// SARIF is the interchange format of code scanning, version 2.1.0
	// (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html).
	SARIF Format = "sarif"
	// JUnit is the XML that CI systems show as tests: a suite for each file, a case for each finding.
	JUnit Format = "junit"
	// GitHub is workflow commands that annotate a change
	// (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands).
	GitHub Format = "github"
	// GitLab is the report of the code quality widget (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format).
	GitLab Format = "gitlab"
	// AzureDevOps is logging commands of Azure Pipelines
	// (https://learn.microsoft.com/en-us/azure/devops/pipelines/scripts/logging-commands).
	AzureDevOps Format = "azuredevops"
	// TAP is the Test Anything Protocol, version 13 (https://testanything.org/tap-version-13-specification.html).
	TAP Format = "tap"
	// Table is a line for each finding, in columns.
	Table Format = "table"
	// Markdown is for comments on a change and for job summaries.
	Markdown Format = "markdown"
	// HTML is one page that needs nothing from elsewhere.
	HTML Format = "html"
	// Stdout is conftest's own form for people: a line for each finding.
	Stdout Format = "stdout"
)

// writers are all formats with what writes them, in the order in which they are told.
var writers = [...]struct {
	format Format
	write  func(io.Writer, finding.Result, Options) error
}{
	{Text, writeText}, {JSON, writeJSON}, {SARIF, writeSARIF}, {JUnit, writeJUnit}, {GitHub, writeGitHub}, {GitLab, writeGitLab},
	{AzureDevOps, writeAzureDevOps}, {TAP, writeTAP}, {Table, writeTable}, {Markdown, writeMarkdown}, {HTML, writeHTML},
	{Stdout, writeStdout},
}

// Formats returns all formats.
func Formats() []Format {
	var formats []Format
	for _, each := range writers {
		formats = append(formats, each.format)
	}
	return formats
}

// FormatNames lists all formats for people: "text, json, ...".
func FormatNames() string {
	var names []string
	for _, each := range writers {
		names = append(names, string(each.format))
	}
	return strings.Join(names, ", ")
}

// ParseFormat reads the name of a format. It wraps ErrUnknownFormat for any other text.
func ParseFormat(text string) (Format, error) {
	for _, each := range writers {
		if each.format == Format(text) {
			return each.format, nil
		}
	}
	return "", fmt.Errorf("%w %q (known: %s)", ErrUnknownFormat, text, FormatNames())
}

// DefaultFailOn is the severity from which a finding is a failure where nobody says otherwise.
const DefaultFailOn = rule.Medium

// Options say how a report is to look.
type Options struct {
	// FailOn is the least grave severity that is a failure; findings below it are warnings. Absent means DefaultFailOn.
	FailOn rule.Severity
	// Color asks for ANSI colours in the text.
	Color bool
	// Verbose lists each file that was skipped, with the reason.
	Verbose bool
	// Quiet leaves out whatever is neither a finding nor a problem.
	Quiet bool
	// Unconfigured tells that no configuration held, so that the text can say how to begin one.
	Unconfigured bool
	// Catalogue has the rules that findings name, for the formats that carry descriptions; they do without where it is nil.
	Catalogue *rule.Catalogue
	// Version is that of the program, for the formats that name it.
	Version string
}

// Failure reports whether a finding is a failure rather than a warning.
func (o Options) Failure(found finding.Finding) bool {
	return found.Severity.AtLeast(cmp.Or(o.FailOn, DefaultFailOn))
}

// failures counts what is one.
func (o Options) failures(summary finding.Summary) int {
	return summary.AtLeast(cmp.Or(o.FailOn, DefaultFailOn))
}

// about returns what is known of the rule of a finding.
func (o Options) about(found finding.Finding) rule.Rule {
	if o.Catalogue != nil {
		if known, ok := o.Catalogue.ByID(found.Rule); ok {
			return known
		}
	}
	return rule.Rule{ID: found.Rule, Title: found.Rule, Severity: found.Severity, Aliases: found.Aliases, Remediation: found.Remediation}
}

// Write writes the report of a result. It wraps ErrUnknownFormat, or the error of w.
func Write(w io.Writer, format Format, result finding.Result, options Options) error {
	for _, each := range writers {
		if each.format == format {
			if err := each.write(w, result, options); err != nil {
				return fmt.Errorf("write report: %w", err)
			}
			return nil
		}
	}
	return fmt.Errorf("write report: %w %q", ErrUnknownFormat, format)
}
