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
