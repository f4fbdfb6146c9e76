package main

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

// write makes a tree of Dockerfiles, one a folder.
func write(t *testing.T, files int) string {
	t.Helper()
	tree := t.TempDir()
	for i := range files {
		folder := filepath.Join(tree, "app"+strconv.Itoa(i))
		require.NoError(t, os.Mkdir(folder, 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(folder, "Dockerfile"), []byte("FROM node\n"), 0o644))
	}
	return tree
}

func TestSampleTree(t *testing.T) {
	cases := []struct {
		name  string
		files int
		want  []int
	}{
		{name: "a quarter, half and all", files: 8, want: []int{2, 4, 8}},
		{name: "what can't be divided is rounded up", files: 5, want: []int{2, 3, 5}},
		{name: "a single file is all of them", files: 1, want: []int{1, 1, 1}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			samples, err := sampleTree(write(t, tc.files), t.TempDir())
			require.NoError(t, err)
			require.Len(t, samples, len(tc.want))
			for i, taken := range samples {
				names, err := regularFiles(taken.folder)
				require.NoError(t, err)
				require.Len(t, names, tc.want[i])
				require.Equal(t, tc.want[i], taken.files)
				require.Equal(t, int64(tc.want[i]*len("FROM node\n")), taken.bytes)
			}
		})
	}
}

func TestATreeWithoutFilesIsAnError(t *testing.T) {
	_, err := sampleTree(t.TempDir(), t.TempDir())
	require.ErrorContains(t, err, "has none")
}

func TestASampleKeepsThePathsOfFiles(t *testing.T) {
	samples, err := sampleTree(write(t, 1), t.TempDir())
	require.NoError(t, err)
	content, err := os.ReadFile(filepath.Join(samples[0].folder, "app0", "Dockerfile"))
	require.NoError(t, err)
	require.Equal(t, "FROM node\n", string(content))
}
