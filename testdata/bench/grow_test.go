package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// stub is a program that does nothing and says so.
func stub(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "stub")
	require.NoError(t, os.WriteFile(path, []byte("#!/bin/sh\necho done\n"), 0o755))
	return path
}

func TestGrow(t *testing.T) {
	var out strings.Builder
	s := subject{seaworthy: stub(t), tree: write(t, 4), runs: 1}
	require.NoError(t, s.grow(t.Context(), &out))
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	table := lines[len(lines)-3:]
	for i, files := range []string{"1", "2", "4"} {
		require.Equal(t, files, strings.Fields(table[i])[0], out.String())
	}
}

func TestTheCommittedTreeStandsInAndSaysSo(t *testing.T) {
	var out strings.Builder
	tree, err := subject{tree: filepath.Join(t.TempDir(), "none"), fallback: "corpus"}.present(&out)
	require.NoError(t, err)
	require.Equal(t, "corpus", tree)
	require.Contains(t, out.String(), "is not there; the small tree corpus stands in for it")
}
