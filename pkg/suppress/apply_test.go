package suppress_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
	"github.com/seaworthy-policy/seaworthy/pkg/suppress"
)

var today = time.Date(2026, 5, 31, 23, 30, 0, 0, time.UTC)

// at is a finding that begins on a line; line 0 is none.
func at(line int, id string) finding.Finding {
	if line == 0 {
		return finding.Finding{Rule: id}
	}
	return finding.Finding{Rule: id, Span: source.Span{Line: line, Column: 1, EndLine: line + 1, EndColumn: 2}}
}

func asksAll(string) bool { return true }

// applyCases are about a Dockerfile whose comments stand in the content.
var applyCases = []struct {
	name, content     string
	findings, hidden  []finding.Finding
	asks              func(string) bool
	incomplete        bool
	kept              []finding.Finding
	reasons, problems []string
}{
	{name: "a finding of the rule on the instruction is excepted", content: text("# seaworthy:ignore DL3002 -- why", "USER root"),
		findings: []finding.Finding{at(2, root)}, reasons: []string{"why"}},
	{name: "another rule, another instruction and the file are not",
		content:  text("# seaworthy:ignore DL3002 -- why", "USER root", "USER root"),
		findings: []finding.Finding{at(0, root), at(2, tag), at(2, root), at(3, root)},
		kept:     []finding.Finding{at(0, root), at(2, tag), at(3, root)}, reasons: []string{"why"}},
	{name: "the whole file holds findings without a place", content: text("# hadolint global ignore=DL3002"),
		findings: []finding.Finding{at(0, root), at(9, root)}, reasons: []string{"", ""}},
	{name: "the first suppression excepts, and neither is unused", content: text("# seaworthy:ignore DL3002 -- one", "# seaworthy:ignore DL3002 -- two", "USER root"),
		findings: []finding.Finding{at(3, root)}, reasons: []string{"one"}},
	{name: "the last day counts", content: text("# seaworthy:ignore DL3002 until=2026-05-31 -- why", "USER root"),
		findings: []finding.Finding{at(2, root)}, reasons: []string{"why"}},
	{name: "the day after does not", content: text("# seaworthy:ignore DL3002 until=2026-05-30 -- why", "USER root"),
		findings: []finding.Finding{at(2, root)}, kept: []finding.Finding{at(2, root)},
		problems: []string{"suppression/expired: suppression of DL3002 expired on 2026-05-30"}},
	{name: "another tool's last day counts too", content: text("#trivy:ignore:DS-0002:exp:2026-05-30", "USER root"),
		findings: []finding.Finding{at(2, root)}, kept: []finding.Finding{at(2, root)},
		problems: []string{"suppression/expired: suppression of DS-0002 expired on 2026-05-30"}},
	{name: "our own form wants a reason, and holds without", content: text("# seaworthy:ignore DL3002", "USER root"),
		findings: []finding.Finding{at(2, root)}, reasons: []string{""},
		problems: []string{"suppression/missing_reason: suppression of DL3002 has no reason"}},
	{name: "a date that is none suspends it", content: text("# seaworthy:ignore DL3002 until=soon -- why", "USER root"),
		findings: []finding.Finding{at(2, root)}, kept: []finding.Finding{at(2, root)},
		problems: []string{`suppression/invalid: suppression: "soon" is no date of the form YYYY-MM-DD`}},
	{name: "no rule at all", content: text("# seaworthy:ignore -- why", "USER root"),
		problems: []string{"suppression/invalid: suppression: names no rule"}},
	{name: "a rule that there is not, beside one that there is", content: text("# seaworthy:ignore rootuser,DL3002 -- why", "USER root"),
		findings: []finding.Finding{at(2, root)}, reasons: []string{"why"},
		problems: []string{`suppression/invalid: suppression: unknown rule "rootuser" (did you mean dockerfile/root_user?)`}},
	{name: "another tool's rule that is not here", content: text("# hadolint ignore=DL9999", "USER root")},
	{name: "one of two names is unused", content: text("# hadolint ignore=DL3002,DL3020", "USER root"),
		findings: []finding.Finding{at(2, root)}, reasons: []string{""},
		problems: []string{"suppression/unused: suppression of DL3020 suppresses nothing"}},
	{name: "a rule that the run does not ask is not unused", content: text("# hadolint ignore=DL3020", "USER root"),
		asks: func(id string) bool { return id != copied }},
	{name: "a defect that the run does not ask for", content: text("# hadolint ignore=DL3020", "USER root"),
		asks: func(id string) bool { return !strings.HasPrefix(id, suppress.Facet) }},
	{name: "nothing is unused in a file that could not be judged in full", content: text("# hadolint ignore=DL3020", "USER root"), incomplete: true},
	{name: "a form that means all rules is never unused", content: text("# kics-scan ignore", "USER root")},
	{name: "a hidden finding makes it used, and stays out", content: text("# hadolint ignore=DL3020", "ADD a b"),
		hidden: []finding.Finding{at(2, copied)}},
}

func TestApply(t *testing.T) {
	for _, test := range applyCases {
		t.Run(test.name, func(t *testing.T) {
			run := suppress.Run{Today: today, Asks: test.asks, Incomplete: test.incomplete}
			if run.Asks == nil {
				run.Asks = asksAll
			}
			file := source.File{Path: "Dockerfile", Content: []byte(test.content)}
			outcome := suppress.Read(file, "dockerfile", catalogue(t)).Apply(test.findings, test.hidden, run)
			require.Equal(t, test.kept, outcome.Kept)
			var reasons, problems []string
			for _, excepted := range outcome.Excepted {
				reasons = append(reasons, excepted.Reason)
			}
			for _, defect := range outcome.Defects {
				problems = append(problems, defect.Rule+": "+defect.Message)
			}
			require.Equal(t, test.reasons, reasons)
			require.Equal(t, test.problems, problems)
		})
	}
}

func TestADefectStandsOnItsOwn(t *testing.T) {
	comments := text("  # seaworthy:ignore DL3002", "  # seaworthy:ignore DL3002", "USER root")
	set := suppress.Read(source.File{Path: "a/Dockerfile", Content: []byte(comments)}, "dockerfile", catalogue(t))
	defects := set.Apply([]finding.Finding{at(3, root)}, nil, suppress.Run{Today: today, Asks: asksAll}).Defects
	require.Len(t, defects, 2)
	require.NotEqual(t, defects[0].Fingerprint, defects[1].Fingerprint)
	first := defects[0]
	first.Fingerprint = ""
	about := suppress.Rules()[2]
	require.Equal(t, finding.Finding{
		Rule: "suppression/missing_reason", Severity: rule.Low, Message: "suppression of DL3002 has no reason", File: "a/Dockerfile",
		Span: source.Span{Line: 1, Column: 3, EndLine: 1, EndColumn: 28}, Excerpt: "  # seaworthy:ignore DL3002", Aliases: []string{},
		URL: about.URL(), Remediation: about.Remediation,
	}, first)
}

func TestAnExceptionSaysWhoseItIs(t *testing.T) {
	comment := text("# seaworthy:ignore DL3002 until=2027-01-31 -- why", "USER root")
	set := suppress.Read(source.File{Path: "Dockerfile", Content: []byte(comment)}, "dockerfile", catalogue(t))
	outcome := set.Apply([]finding.Finding{at(2, root)}, nil, suppress.Run{Today: today, Asks: asksAll})
	require.Equal(t, []finding.Exception{{
		Finding: at(2, root), Form: "seaworthy:ignore", Reason: "why", Until: time.Date(2027, 1, 31, 0, 0, 0, 0, time.UTC),
		Span: source.Span{Line: 1, Column: 1, EndLine: 1, EndColumn: 50},
	}}, outcome.Excepted)
}

// A file may be made of nothing but suppressions, and of findings without number.
func TestManySuppressionsOfManyFindings(t *testing.T) {
	const many = 20_000
	content := strings.Repeat("# hadolint global ignore=DL3002\n", many) + "USER root\n"
	findings := make([]finding.Finding, many)
	for i := range findings {
		findings[i] = at(i+1, root)
	}
	set := suppress.Read(source.File{Path: "Dockerfile", Content: []byte(content)}, "dockerfile", catalogue(t))
	outcome := set.Apply(findings, findings, suppress.Run{Today: today, Asks: asksAll})
	require.Len(t, outcome.Excepted, many)
	require.Empty(t, outcome.Defects)
}

func TestRulesAreComplete(t *testing.T) {
	made, err := rule.NewCatalogue(suppress.Rules())
	require.NoError(t, err)
	require.Equal(t, made.Rules(), suppress.Rules(), "the rules are ordered")
	for _, r := range suppress.Rules() {
		require.NotEmpty(t, r.Title, r.ID)
		require.NotEmpty(t, r.Description, r.ID)
		require.NotEmpty(t, r.Remediation, r.ID)
		require.NotEmpty(t, r.Profiles, r.ID)
		require.Equal(t, suppress.Facet+"/"+r.Name, r.ID)
		_, err := suppress.Example(r)
		require.NoError(t, err)
	}
}
