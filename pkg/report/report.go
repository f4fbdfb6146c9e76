// Package report writes the result of a check for whoever is to read it: text for people at a terminal, JSON for programs.
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
	"slices"

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
	// Stdout is conftest's own form for people: a line for each finding.
	Stdout Format = "stdout"
)

// Formats returns all formats.
func Formats() []Format {
	return []Format{Text, JSON, Stdout}
}

// ParseFormat reads the name of a format. It wraps ErrUnknownFormat for any other text.
func ParseFormat(text string) (Format, error) {
	if slices.Contains(Formats(), Format(text)) {
		return Format(text), nil
	}
	return "", fmt.Errorf("%w %q (known: text, json, stdout)", ErrUnknownFormat, text)
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
}

// Failure reports whether a finding is a failure rather than a warning.
func (o Options) Failure(found finding.Finding) bool {
	return found.Severity.AtLeast(cmp.Or(o.FailOn, DefaultFailOn))
}

// Write writes the report of a result. It wraps ErrUnknownFormat, or the error of w.
func Write(w io.Writer, format Format, result finding.Result, options Options) error {
	var err error
	switch format {
	case Text:
		err = writeText(w, result, options)
	case JSON:
		err = writeJSON(w, result, options)
	case Stdout:
		err = writeStdout(w, result, options)
	default:
		err = fmt.Errorf("%w %q", ErrUnknownFormat, format)
	}
	if err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}
