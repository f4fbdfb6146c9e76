package report_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/report"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// FuzzWrite puts texts and places of files into every format: what comes out is well-formed, and has as many lines as it should.
func FuzzWrite(f *testing.F) {
	f.Add("a/Dockerfile", "stage app ends as root", "USER root", 1, 10, 0)
	f.Add("a:b,c;d]\n%", "::error::x\r\n<&>\"'`|#\\", "\t\x00\xff<!-- ]]>", 3, 1, 1)
	f.Add("", "", "", 0, 0, 0)
	f.Fuzz(func(t *testing.T, path, message, excerpt string, column, end, lines int) {
		found := finding.Finding{
			Rule: "dockerfile/root_user", Severity: "high", Message: message, File: path, Excerpt: excerpt, Remediation: message, Fingerprint: "1",
			Span: source.Span{Line: 1, Column: column, EndLine: 1 + lines, EndColumn: end}, Because: []finding.Cause{{Text: excerpt, File: path}},
		}
		result := finding.Result{Files: []finding.File{{Path: path, Format: "dockerfile", Findings: []finding.Finding{found},
			Exceptions: []finding.Exception{{Finding: found, Form: "seaworthy:ignore", Reason: message}},
			Problems:   []finding.Problem{{Message: message}}}}}
		for _, format := range report.Formats() {
			requireWellFormed(t, format, write(t, format, result))
		}
	})
}

func requireWellFormed(t *testing.T, format report.Format, written []byte) {
	switch format {
	case report.JSON, report.SARIF, report.GitLab:
		require.True(t, json.Valid(written), "%s", format)
	case report.JUnit:
		decoder := xml.NewDecoder(bytes.NewReader(written))
		for {
			_, err := decoder.Token()
			if errors.Is(err, io.EOF) {
				return
			}
			require.NoError(t, err)
		}
	case report.GitHub, report.AzureDevOps:
		require.Equal(t, 3, strings.Count(string(written), "\n"), "%s: a line each for the problem, the finding and the verdict", format)
	case report.TAP:
		require.Len(t, pointsOf(string(written)), 3)
	case report.HTML:
		require.Equal(t, 1, strings.Count(string(written), "<script>"))
	}
}

func pointsOf(tap string) []string {
	var points []string
	for line := range strings.Lines(tap) {
		if strings.HasPrefix(line, "ok ") || strings.HasPrefix(line, "not ok ") {
			points = append(points, line)
		}
	}
	return points
}
