package report

import (
	"encoding/json"
	"io"
	"path"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// An issue is an element of GitLab's code quality report.
type issue struct {
	Description string        `json:"description"`
	CheckName   string        `json:"check_name"`
	Fingerprint string        `json:"fingerprint"`
	Severity    string        `json:"severity"`
	Location    issueLocation `json:"location"`
	Content     issueContent  `json:"content,omitzero"`
	Type        string        `json:"type"`
	Categories  []string      `json:"categories"`
}

type issueLocation struct {
	Path  string     `json:"path"`
	Lines issueLines `json:"lines"`
}

type issueLines struct {
	Begin int `json:"begin"`
	End   int `json:"end,omitzero"`
}

type issueContent struct {
	Body string `json:"body,omitzero"`
}

// unjudged is the name of the check that a file fails which could not be judged.
const unjudged = "seaworthy/unjudged"

// gitlabSeverities are GitLab's names: info, minor, major, critical and blocker.
var gitlabSeverities = [...]struct {
	ours   rule.Severity
	theirs string
}{
	{rule.Critical, "blocker"}, {rule.High, "critical"}, {rule.Medium, "major"}, {rule.Low, "minor"}, {rule.Info, "info"},
}

func gitlabSeverity(severity rule.Severity) string {
	for _, each := range gitlabSeverities {
		if each.ours == severity {
			return each.theirs
		}
	}
	return "info"
}

func writeGitLab(w io.Writer, result finding.Result, _ Options) error {
	issues := []issue{}
	for _, file := range result.Files {
		for i, p := range file.Problems {
			issues = append(issues, issue{
				Description: p.Message, CheckName: unjudged, Severity: "blocker", Location: locateIssue(file.Path, p.Span), Type: "issue",
				Fingerprint: finding.Fingerprint(unjudged, file.Path, p.Message, i), Categories: []string{"Bug Risk"},
			})
		}
		for _, found := range file.Findings {
			issues = append(issues, issue{
				Description: found.Message, CheckName: found.Rule, Fingerprint: found.Fingerprint, Severity: gitlabSeverity(found.Severity),
				Location: locateIssue(found.File, found.Span), Content: issueContent{Body: found.Remediation}, Type: "issue",
				Categories: []string{"Security"},
			})
		}
	}
	return encode(w, issues)
}

// locateIssue puts what has no place on the first line. GitLab wants paths from the repository's root, without "./".
func locateIssue(name string, span source.Span) issueLocation {
	if !strings.HasPrefix(name, "/") {
		name = path.Clean(name)
	}
	return issueLocation{Path: name, Lines: issueLines{Begin: max(span.Line, 1), End: max(span.EndLine, span.Line, 1)}}
}

// encode writes a value as JSON for people to look into as well.
func encode[T any](w io.Writer, value T) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}
