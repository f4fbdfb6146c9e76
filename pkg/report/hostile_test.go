package report_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/report"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// hostile is a result whose texts try to be more than text.
func hostile() finding.Result {
	found := rootUser()
	found.File = "a b/<img src=x>&,:;]|`#%\n::error::x/Dockerfile"
	found.Message = "runs <script>alert(1)</script> as `root` | \"it\" # TODO\r\n::error::injected\n##vso[task.complete]\x00\x1b[2J"
	found.Excerpt = "USER </pre><script>alert(1)</script>"
	found.Because = []finding.Cause{{Text: "ARG <b>&x", File: "x\ny", Span: source.Span{Line: 1, Column: 1, EndLine: 1, EndColumn: 2}}}
	found.Remediation = "Use --> ]]> \"quotes\" and \\ back\u2028slashes."
	found.URL = "javascript:alert(1)"
	excepted := finding.Exception{Finding: found, Form: "seaworthy:ignore", Reason: "because # TODO <i>\nnot ok 9"}
	return finding.Result{Files: []finding.File{{
		Path: found.File, Format: "dockerfile", Findings: []finding.Finding{found}, Exceptions: []finding.Exception{excepted},
		Problems: []finding.Problem{{Message: "bad\n::error::token <FORM>"}},
	}, {Path: "<skipped>", Skipped: "<why>"}}, Incomplete: "<stopped>"}
}

func TestHostileTextsStayTexts(t *testing.T) {
	for _, format := range []report.Format{report.HTML, report.Markdown} {
		t.Run(string(format), func(t *testing.T) {
			text := string(write(t, format, hostile()))
			text = strings.ReplaceAll(text, "`` a b/<img src=x>", "``") // in a span of code it is text
			for _, tag := range []string{"<script>alert", "</pre><script", "<img", "<b>", "<i>", "<why>", "<stopped>", "<skipped>"} {
				require.NotContains(t, text, tag)
			}
			require.NotContains(t, text, `href="javascript:`)
		})
	}
	for _, format := range []report.Format{report.GitHub, report.AzureDevOps} {
		t.Run(string(format), func(t *testing.T) {
			lines := strings.Split(strings.TrimSpace(string(write(t, format, hostile()))), "\n")
			require.Len(t, lines, 3, "a problem, a finding, the verdict: nothing more")
			for _, line := range lines[:2] {
				require.Equal(t, 1, strings.Count(line, "::error file=")+strings.Count(line, "##vso[task.logissue "))
			}
		})
	}
	t.Run("tap", func(t *testing.T) {
		text := string(write(t, report.TAP, hostile()))
		require.Contains(t, text, "1..3\n")
		require.Equal(t, 2, strings.Count("\n"+text, "\nnot ok "))
		require.Equal(t, 1, strings.Count("\n"+text, "\nok "))
		require.NotContains(t, text, "not ok 2 - a b/<img src=x>&,:;]|`#", "a number sign is escaped")
	})
}

func TestTAPDiagnosticsAreYAML(t *testing.T) {
	_, after, _ := strings.Cut(string(write(t, report.TAP, hostile())), "  ---\n")
	block, _, found := strings.Cut(after, "  ...")
	require.True(t, found)
	var read map[string]string
	require.NoError(t, yaml.Unmarshal([]byte(block), &read))
	require.Equal(t, "high", read["severity"])
}

func TestThePageNeedsNothingFromElsewhere(t *testing.T) {
	page := string(write(t, report.HTML, everything()))
	require.NotContains(t, page, "<link")
	require.NotContains(t, page, "src=")
	require.NotContains(t, page, "url(")
	require.NotContains(t, page, "@import")
	require.Contains(t, page, "default-src 'none'")
	require.Contains(t, page, `<form id="filter" role="search" hidden>`, "without its script the page has no filter")
}
