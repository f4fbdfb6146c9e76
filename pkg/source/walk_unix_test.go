//go:build unix

package source_test

import (
	"io/fs"
	"os"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

func TestReadDoesNotWaitForAPipe(t *testing.T) {
	t.Chdir(t.TempDir())
	require.NoError(t, syscall.Mkfifo("pipe", 0o644))
	_, err := source.Read("pipe")
	require.ErrorIs(t, err, source.ErrNotRegular)
}

func TestWalkLeavesOutWhatIsNoFile(t *testing.T) {
	t.Chdir(t.TempDir())
	require.NoError(t, syscall.Mkfifo("pipe", 0o644))
	require.NoError(t, os.Symlink("pipe", "link"))
	require.Equal(t, []string{"link: not a regular file", "pipe: not a regular file"},
		told(source.Walk(t.Context(), ".", source.WalkOptions{})))
}

func TestWalkGoesOnBehindWhatItMayNotRead(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may read everything")
	}
	t.Chdir(t.TempDir())
	plant(t, "-- a/b --\n-- c/.gitignore --\n-- c/d --\n-- e --\n")
	require.NoError(t, os.Chmod("a", 0))
	require.NoError(t, os.Chmod("c/.gitignore", 0))
	t.Cleanup(func() { require.NoError(t, os.Chmod("a", 0o755)) })
	entries := collect(source.Walk(t.Context(), ".", source.WalkOptions{}))
	require.Len(t, entries, 5)
	require.Equal(t, "a", entries[0].Path)
	require.ErrorIs(t, entries[0].Err, fs.ErrPermission)
	require.Equal(t, "c/.gitignore", entries[1].Path)
	require.ErrorIs(t, entries[1].Err, fs.ErrPermission)
	require.Equal(t, "e", entries[4].Path)
}
