package config_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/config"
)

func TestFind(t *testing.T) {
	root := t.TempDir()
	for _, name := range []string{".seaworthy.yaml", "team/.seaworthy.yaml", "odd/.seaworthy.yaml/file", "deep/er/Dockerfile"} {
		require.NoError(t, os.MkdirAll(filepath.Dir(filepath.Join(root, name)), 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(root, name), nil, 0o644))
	}
	t.Chdir(filepath.Join(root, "deep"))
	var finder config.Finder
	tests := []struct{ name, file, want string }{
		{"beside the file", "../Dockerfile", "../.seaworthy.yaml"},
		{"two folders up", "er/Dockerfile", "../.seaworthy.yaml"},
		{"the nearer one wins", "../team/api/Dockerfile", "../team/.seaworthy.yaml"},
		{"a folder of that name is none", "../odd/Dockerfile", "../.seaworthy.yaml"},
		{"absolute like the file", filepath.Join(root, "deep", "er", "x"), filepath.ToSlash(filepath.Join(root, ".seaworthy.yaml"))},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			found, err := finder.Find(test.file)
			require.NoError(t, err)
			require.Equal(t, test.want, found)
		})
	}
}

func TestFindRemembersFolders(t *testing.T) {
	t.Chdir(t.TempDir())
	var finder config.Finder
	before, err := finder.Find("Dockerfile")
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(config.Name, nil, 0o644))
	after, err := finder.Find("Containerfile")
	require.NoError(t, err)
	require.Equal(t, before, after)
}

func TestFindEndsAtTheRoot(t *testing.T) {
	var finder config.Finder
	found, err := finder.Find(filepath.Join(filepath.VolumeName(os.TempDir())+string(filepath.Separator), "no-such-folder", "Dockerfile"))
	require.NoError(t, err)
	require.Empty(t, found)
}
