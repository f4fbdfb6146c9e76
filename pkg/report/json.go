package report

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"maps"
	"time"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// builtIn is the Rego package that conftest would name for the built-in rules.
const builtIn = "seaworthy"

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
	Place    place    `json:"loc,omitzero"`
	Metadata metadata `json:"metadata"`
}

// place is where conftest puts the place of a finding of somebody's own policy.
type place struct {
	File string `json:"file"`
	Line int    `json:"line,omitzero"`
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
	// details are what somebody's own policy says besides. Where that has a name of ours, it holds.
	details map[string]json.RawMessage
}

// MarshalJSON puts the details among the rest, as conftest does.
func (m metadata) MarshalJSON() ([]byte, error) {
	type plain metadata
	text, err := asWritten(plain(m))
	if err != nil || len(m.details) == 0 {
		return text, err
	}
	var merged map[string]json.RawMessage
	if err := json.Unmarshal(text, &merged); err != nil {
		return nil, err
	}
	maps.Copy(merged, m.details)
	return asWritten(merged)
}

// asWritten leaves <, > and & as they are.
func asWritten[T any](value T) ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return text.Bytes(), err
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
		Filename: file.Path, Namespace: cmp.Or(file.Namespace, builtIn), Successes: file.Successes(),
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
	return violation{Message: found.Message, Place: placeOf(found), Metadata: metadata{
		File: elsewhere, details: found.Details,
		Rule: found.Rule, Severity: found.Severity, Aliases: append([]string{}, found.Aliases...),
		Location: found.Span, At: found.At, URL: found.URL, Remediation: found.Remediation,
		Because: because, Fingerprint: found.Fingerprint, Object: found.Object, Fix: found.Fix,
	}}
}

// placeOf is for findings of somebody's own policies, whose readers know conftest's reports.
func placeOf(found finding.Finding) place {
	if found.Details == nil {
		return place{}
	}
	return place{File: found.File, Line: found.Span.Line}
}
