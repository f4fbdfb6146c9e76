package seaworthy_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
)

func TestCheckPathsWhere(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, path := range []string{"api/pod.yaml", "web/pod.yaml", "web/notes.txt", "api/notes.txt"} {
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(manifest), 0o644))
	}
	checker, err := seaworthy.New()
	require.NoError(t, err)
	tests := []struct {
		name string
		keep func(string) bool
		want []string
	}{
		{"one part, skipped files included", func(path string) bool { return strings.HasPrefix(path, "web/") }, []string{"web/notes.txt", "web/pod.yaml"}},
		{"nothing", func(string) bool { return false }, nil},
		{"everything", func(string) bool { return true }, []string{"api/notes.txt", "api/pod.yaml", "web/notes.txt", "web/pod.yaml"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			result, err := checker.CheckPathsWhere(t.Context(), test.keep, ".")
			require.NoError(t, err)
			var paths []string
			for _, file := range result.Files {
				paths = append(paths, file.Path)
			}
			require.Equal(t, test.want, paths)
		})
	}
}
