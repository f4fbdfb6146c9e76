package main

import (
	"bytes"
	"os"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestQuickstart judges a small project as its owner would, and compares every finding.
func TestQuickstart(t *testing.T) {
	const golden = "quickstart.golden.txt"
	t.Chdir("../../testdata/corpus")
	var out, diagnostics bytes.Buffer
	code := run(t.Context(), []string{"test", "quickstart"}, bytes.NewReader(nil), &out, &diagnostics, nil)
	require.Empty(t, diagnostics.String())
	require.Equal(t, exitFailures, code)
	if *update {
		require.NoError(t, os.WriteFile(golden, out.Bytes(), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	require.Equal(t, string(want), out.String())
}
