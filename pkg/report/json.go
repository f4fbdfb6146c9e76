package report

import (
	"encoding/json"
	"io"
	"time"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// namespace is the Rego package that conftest would name for the built-in rules.
const namespace = "seaworthy"

// checkResult is an element of conftest's JSON output
// (https://github.com/open-policy-agent/conftest/blob/master/output/result.go).
type checkResult struct {
	Filename   string      `json:"filename"`
	Namespace  string      `json:"namespace"`
	Successes  int         `json:"successes"`
	Failures   []violation `json:"failures"`
	Warnings   []violation `json:"warnings"`
	Exceptions []violation `json:"exceptions"`
	Errors     []problem   `json:"errors,omitzero"`
	Fixed      []violation `json:"fixed,omitzero"`
}

type violation struct {
	Message  string   `json:"msg"`
	Metadata metadata `json:"metadata"`
}

type metadata struct {
	Rule        string         `json:"rule"`
	Severity    rule.Severity  `json:"severity"`
	Aliases     []string       `json:"aliases"`
	File        string         `json:"file,omitzero"` // where it is another one than the judged file
	Location    source.Span    `json:"location,omitzero"`
	At          string         `json:"at,omitzero"`
	URL         string         `json:"url,omitzero"`
	Remediation string         `json:"remediation,omitzero"`
	Because     []cause        `json:"because"`
	Fingerprint string         `json:"fingerprint"`
	Object      finding.Object `json:"object,omitzero"`
	Fix         *finding.Fix   `json:"fix,omitzero"`
	Exception   exception      `json:"exception,omitzero"`
}

// exception says who excepted a finding, in how it was said.
type exception struct {
	Form     string      `json:"form"`
	Reason   string      `json:"reason,omitzero"`
	Owner    string      `json:"owner,omitzero"`
	Until    string      `json:"until,omitzero"` // the last day, YYYY-MM-DD
	File     string      `json:"file,omitzero"`  // where it is another one than the finding's
	Location source.Span `json:"location,omitzero"`
}

type cause struct {
	Text     string      `json:"text"`
	File     string      `json:"file,omitzero"` // where it is another one than the finding's
	Location source.Span `json:"location,omitzero"`
}

type problem struct {
	Message  string      `json:"msg"`
	Rule     string      `json:"rule,omitzero"`
	Location source.Span `json:"location,omitzero"`
}

func writeJSON(w io.Writer, result finding.Result, options Options) error {
	results := []checkResult{}
	for _, file := range result.Files {
		if file.Skipped == "" {
			results = append(results, newCheckResult(file, options))
		}
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(results)
}

func newCheckResult(file finding.File, options Options) checkResult {
	checked := checkResult{
		Filename: file.Path, Namespace: namespace, Successes: file.Successes(),
		Failures: []violation{}, Warnings: []violation{}, Exceptions: []violation{},
	}
	for _, found := range file.Findings {
		if options.Failure(found) {
			checked.Failures = append(checked.Failures, newViolation(file, found))
		} else {
			checked.Warnings = append(checked.Warnings, newViolation(file, found))
		}
	}
	for _, excepted := range file.Exceptions {
		checked.Exceptions = append(checked.Exceptions, newException(file, excepted))
	}
	for _, p := range file.Problems {
		checked.Errors = append(checked.Errors, problem{Message: p.Message, Rule: p.Rule, Location: p.Span})
	}
	if file.Mending != nil {
		for _, found := range file.Mending.Fixed {
			checked.Fixed = append(checked.Fixed, newViolation(file, found))
		}
	}
	return checked
}

func newException(file finding.File, excepted finding.Exception) violation {
	violated := newViolation(file, excepted.Finding)
	violated.Metadata.Exception = exception{
		Form: excepted.Form, Reason: excepted.Reason, Owner: excepted.Owner, File: excepted.File, Location: excepted.Span,
	}
	if !excepted.Until.IsZero() {
		violated.Metadata.Exception.Until = excepted.Until.Format(time.DateOnly)
	}
	return violated
}

func newViolation(file finding.File, found finding.Finding) violation {
	because := []cause{}
	for _, c := range found.Because {
		because = append(because, cause{Text: c.Text, File: c.File, Location: c.Span})
	}
	elsewhere := ""
	if found.File != file.Path {
		elsewhere = found.File
	}
	return violation{Message: found.Message, Metadata: metadata{
		File: elsewhere,
		Rule: found.Rule, Severity: found.Severity, Aliases: append([]string{}, found.Aliases...),
		Location: found.Span, At: found.At, URL: found.URL, Remediation: found.Remediation,
		Because: because, Fingerprint: found.Fingerprint, Object: found.Object, Fix: found.Fix,
	}}
}
