package housestyle_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/policy"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
)

// A rule that says it can fix shows it in its example: some finding there is fixed, and with it gone.
func TestFixesOfExamples(t *testing.T) {
	rules, err := policy.Describe(os.DirFS(policies))
	require.NoError(t, err)
	for _, r := range rules {
		if r.Fixable == "no" {
			continue
		}
		t.Run(r.ID, func(t *testing.T) {
			fixed := 0
			for _, file := range mendedExample(t, r) {
				if file.Mending == nil {
					continue
				}
				fixed += len(file.Mending.Fixed)
				require.Len(t, file.Mending.Original.Findings, len(file.Findings)+len(file.Mending.Fixed))
			}
			require.Positive(t, fixed, "no finding of the example is fixed")
		})
	}
}

func mendedExample(t *testing.T, r rule.Rule) []finding.File {
	t.Helper()
	archive, err := txtar.ParseFile(filepath.Join(policies, "seaworthy", "rules", r.Facet, r.Name, "example.txtar"))
	require.NoError(t, err)
	which := seaworthy.SafeFixes
	if r.Fixable == "unsafe" {
		which = seaworthy.AllFixes
	}
	checker := checkerFor(t, r, archive, seaworthy.WithFixes(which))
	result, err := checker.Check(t.Context(), files(archive, "bad/")...)
	require.NoError(t, err)
	return result.Files
}
