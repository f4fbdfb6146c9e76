package report

import (
	"cmp"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

const (
	sarifSchema = "https://json.schemastore.org/sarif-2.1.0.json"
	homepage    = "https://github.com/seaworthy-policy/seaworthy"
	// workingDirectory is what relative paths count from. Which folder that is on this machine is nobody's business.
	workingDirectory = "SRCROOT"
	// fingerprintName has the version of how fingerprints are made.
	fingerprintName = "seaworthy/v1"
)

// A sarifRun is one run in the making: results name rules and files by their index.
type sarifRun struct {
	options   Options
	rules     []sarifRule
	ruleIndex map[string]int
	artifacts []sarifArtifact
	fileIndex map[string]int
	results   []sarifResult
	notes     []sarifNotification
}

// writeSARIF counts columns as the rest of the program does, in Unicode code points, and says so.
func writeSARIF(w io.Writer, result finding.Result, options Options) error {
	run := &sarifRun{
		options: options, ruleIndex: map[string]int{}, fileIndex: map[string]int{}, rules: []sarifRule{}, results: []sarifResult{},
	}
	for _, file := range result.Files {
		if file.Skipped == "" {
			run.file(file)
		}
	}
	if result.Summary().Known > 0 {
		run.compare()
	}
	if result.Incomplete != "" {
		run.notes = append(run.notes, sarifNotification{Level: "error", Message: sarifText{Text: "not all files were judged: " + result.Incomplete}})
	}
	return encode(w, sarifLog{Schema: sarifSchema, Version: "2.1.0", Runs: []sarifRunJSON{{
		Tool: sarifTool{sarifDriver{
			Name: "seaworthy", InformationURI: homepage, Version: options.Version, Rules: run.rules,
		}},
		ColumnKind: "unicodeCodePoints",
		URIBases:   map[string]sarifBase{workingDirectory: {Description: sarifText{Text: "The folder that the program was started in."}}},
		Invocations: []sarifInvocation{{
			Successful: len(run.notes) == 0, Notifications: run.notes,
		}},
		Artifacts: run.artifacts, Results: run.results,
	}}})
}

func (r *sarifRun) file(file finding.File) {
	r.artifact(file.Path)
	for _, p := range file.Problems {
		r.notes = append(r.notes, sarifNotification{
			Level: "error", Message: sarifText{Text: p.Message}, Locations: []sarifLocation{r.place(file.Path, p.Span)},
		})
	}
	for _, found := range file.Findings {
		r.results = append(r.results, r.result(file, found))
	}
	for _, excepted := range file.Exceptions {
		made := r.result(file, excepted.Finding)
		made.Suppressions = []sarifSuppression{r.suppression(excepted)}
		if excepted.Form == finding.InBaseline {
			made.BaselineState = "unchanged"
		}
		r.results = append(r.results, made)
	}
}

// compare says of the results that no baseline knows that they are new: the state of all is known, or of none.
func (r *sarifRun) compare() {
	for i := range r.results {
		r.results[i].BaselineState = cmp.Or(r.results[i].BaselineState, "new")
	}
}

// result makes a result without suppressions, which says that nothing suppresses it (section 3.27.23).
func (r *sarifRun) result(file finding.File, found finding.Finding) sarifResult {
	made := sarifResult{
		RuleID: found.Rule, RuleIndex: r.rule(found), Level: sarifLevel(found.Severity), Message: sarifText{Text: found.Message},
		Locations: []sarifLocation{r.location(found)}, Fingerprints: map[string]string{fingerprintName: found.Fingerprint},
		Suppressions: []sarifSuppression{}, Fixes: r.fixes(file, found),
	}
	for _, c := range found.Because {
		related := r.place(found.File, c.Span)
		if c.File != "" {
			related = r.place(c.File, c.Span)
		}
		related.Message = &sarifText{Text: "because " + c.Text}
		made.Related = append(made.Related, related)
	}
	return made
}

// location is where a finding stands. What has no line gets the first one: services that show results want one.
func (r *sarifRun) location(found finding.Finding) sarifLocation {
	place := r.place(found.File, found.Span)
	if found.Span.IsZero() {
		place.Physical.Region = &sarifRegion{StartLine: 1}
	} else if snippet := snippet(found); snippet != "" {
		place.Physical.Region.Snippet = &sarifText{Text: snippet}
	}
	if found.At != "" {
		place.Logical = []sarifLogical{{FullName: found.At, Kind: "member"}}
	}
	return place
}

// snippet is the text of a span in one line, as far as the excerpt has it.
func snippet(found finding.Finding) string {
	text, span := []rune(found.Excerpt), found.Span
	if span.Line != span.EndLine || span.Column < 1 || span.EndColumn-1 > len(text) || span.EndColumn < span.Column {
		return ""
	}
	return string(text[span.Column-1 : span.EndColumn-1])
}

func (r *sarifRun) place(file string, span source.Span) sarifLocation {
	located := sarifLocation{Physical: sarifPhysical{Artifact: artifactAt(file)}}
	if index, known := r.fileIndex[file]; known {
		located.Physical.Artifact.Index = &index
	}
	if !span.IsZero() {
		located.Physical.Region = region(span)
	}
	return located
}

func region(span source.Span) *sarifRegion {
	return &sarifRegion{StartLine: span.Line, StartColumn: span.Column, EndLine: span.EndLine, EndColumn: span.EndColumn}
}

// artifactAt names a file by a reference (RFC 3986, section 4.1), relative where the path is.
func artifactAt(file string) sarifFile {
	if path.IsAbs(file) {
		return sarifFile{URI: (&url.URL{Scheme: "file", Path: file}).String()}
	}
	return sarifFile{URI: (&url.URL{Path: path.Clean(file)}).String(), Base: workingDirectory}
}

func (r *sarifRun) artifact(file string) {
	if _, known := r.fileIndex[file]; !known {
		r.fileIndex[file] = len(r.artifacts)
		r.artifacts = append(r.artifacts, sarifArtifact{Location: artifactAt(file), Roles: []string{"analysisTarget"}})
	}
}

// fixes is the fix of a finding in the file that is judged. It is offered whether it is safe or not, and says which.
func (r *sarifRun) fixes(file finding.File, found finding.Finding) []sarifFix {
	if !found.Fix.Applicable(true) {
		return nil
	}
	change := sarifChange{Artifact: artifactAt(file.Path)}
	for _, edit := range found.Fix.Edits {
		replacement := sarifReplacement{Deleted: *region(edit.Span)}
		if edit.Text != "" {
			replacement.Inserted = &sarifText{Text: edit.Text}
		}
		change.Replacements = append(change.Replacements, replacement)
	}
	description := "Safe: " + found.Remediation
	if !found.Fix.Safe {
		description = "To be looked at: " + found.Remediation
	}
	return []sarifFix{{Description: sarifText{Text: description}, Changes: []sarifChange{change}}}
}

func (r *sarifRun) suppression(excepted finding.Exception) sarifSuppression {
	made := sarifSuppression{Kind: "inSource", Status: "accepted", Justification: excepted.Reason}
	file := excepted.Finding.File
	if excepted.External() {
		made.Kind, file = "external", excepted.File
	}
	if file != "" && !excepted.Span.IsZero() {
		place := r.place(file, excepted.Span)
		made.Location = &place
	}
	made.Properties = sarifSuppressionProperties{Form: excepted.Form, Owner: excepted.Owner}
	if !excepted.Until.IsZero() {
		made.Properties.Until = excepted.Until.Format(time.DateOnly)
	}
	return made
}

// rule returns the index of a finding's rule, which is described with its first finding.
func (r *sarifRun) rule(found finding.Finding) int {
	if index, known := r.ruleIndex[found.Rule]; known {
		return index
	}
	r.ruleIndex[found.Rule] = len(r.rules)
	known := r.options.about(found)
	help, written := helpOf(known)
	r.rules = append(r.rules, sarifRule{
		ID: found.Rule, Short: sarifText{Text: known.Title}, Full: sarifText{Text: strings.TrimSpace(known.Description)},
		Help: sarifMarkdown{Text: help, Markdown: written}, HelpURI: found.URL,
		Default: sarifConfiguration{Level: sarifLevel(known.Severity)},
		Properties: sarifRuleProperties{
			Tags: append([]string{"security"}, known.Facet), Severity: securitySeverity(known.Severity), Aliases: known.Aliases, Profiles: known.Profiles,
		},
	})
	last := &r.rules[len(r.rules)-1]
	last.Properties.Tags = slices.DeleteFunc(last.Properties.Tags, func(tag string) bool { return tag == "" })
	return r.ruleIndex[found.Rule]
}

// helpOf is the help of a rule as text and in Markdown.
func helpOf(known rule.Rule) (plain, written string) {
	description, remedy := strings.TrimSpace(known.Description), strings.TrimSpace(known.Remediation)
	plain = strings.TrimSpace(description + "\n\n" + remedy)
	written = strings.TrimSpace(description + "\n\n**Remedy:** " + remedy)
	for i, reference := range known.References {
		if i == 0 {
			written += "\n\nRead on:\n"
		}
		written += "\n- <" + reference + ">"
	}
	return plain, written
}

func sarifLevel(severity rule.Severity) string {
	switch {
	case severity.AtLeast(rule.High):
		return "error"
	case severity.AtLeast(rule.Medium):
		return "warning"
	}
	return "note"
}

// securitySeverity is the number that GitHub makes critical, high, medium or low of
// (https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning#reportingdescriptor-object).
func securitySeverity(severity rule.Severity) string {
	switch severity {
	case rule.Critical:
		return "9.5"
	case rule.High:
		return "8.0"
	case rule.Medium:
		return "5.5"
	case rule.Low:
		return "2.0"
	}
	return "0.0"
}
