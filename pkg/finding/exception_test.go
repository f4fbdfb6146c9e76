package finding_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
)

func TestWhatIsExceptedIsNoSuccess(t *testing.T) {
	file := finding.File{
		Path: "Dockerfile", Rules: 3,
		Findings:   []finding.Finding{{Rule: "a/b"}},
		Exceptions: []finding.Exception{{Finding: finding.Finding{Rule: "c/d"}}, {Finding: finding.Finding{Rule: "a/b"}}},
	}
	require.Equal(t, 1, file.Successes())
	summary := finding.Result{Files: []finding.File{file}}.Summary()
	require.Equal(t, 2, summary.Excepted)
}

func TestAFileOfSeveralNamespacesCountsOnce(t *testing.T) {
	summary := finding.Result{Files: []finding.File{
		{Path: "a.yaml", Format: "yaml", Namespace: "main", Passed: 2},
		{Path: "a.yaml", Format: "yaml", Namespace: "team", Problems: []finding.Problem{{Message: "no"}}},
		{Path: "b.yaml", Format: "yaml", Namespace: "main", Passed: 1},
		{Path: "b.yaml", Skipped: "not a format that seaworthy reads"},
		{Path: "c.txt", Skipped: "not a format"},
	}}.Summary()
	require.Equal(t, 1, summary.Broken)
	require.Equal(t, 1, summary.Judged)
	require.Equal(t, 1, summary.Skipped)
	require.Equal(t, 2, finding.File{Namespace: "main", Passed: 2}.Successes(), "policies count their tests themselves")
}
