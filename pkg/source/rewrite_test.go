package source_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

func TestRewriteKeepsTheMode(t *testing.T) {
	for _, mode := range []fs.FileMode{0o600, 0o644, 0o755} {
		name := filepath.Join(t.TempDir(), "Dockerfile")
		require.NoError(t, os.WriteFile(name, []byte("FROM a\n"), 0o644))
		require.NoError(t, os.Chmod(name, mode))
		require.NoError(t, source.Rewrite(name, []byte("FROM a\n"), []byte("FROM b\n")))
		content, err := os.ReadFile(name)
		require.NoError(t, err)
		require.Equal(t, "FROM b\n", string(content))
		info, err := os.Stat(name)
		require.NoError(t, err)
		require.Equal(t, mode, info.Mode().Perm())
		requireAlone(t, name)
	}
}

func TestRewriteRefuses(t *testing.T) {
	for _, test := range []struct {
		name    string
		prepare func(t *testing.T, name string)
		want    error
	}{
		{
			name: "a symbolic link", want: source.ErrLink,
			prepare: func(t *testing.T, name string) {
				target := filepath.Join(t.TempDir(), "target")
				require.NoError(t, os.WriteFile(target, []byte("before"), 0o644))
				require.NoError(t, os.Symlink(target, name))
			},
		},
		{
			name: "a file that somebody else has changed", want: source.ErrChanged,
			prepare: func(t *testing.T, name string) { require.NoError(t, os.WriteFile(name, []byte("other"), 0o644)) },
		},
		{
			name: "a file that is gone", want: fs.ErrNotExist,
			prepare: func(*testing.T, string) {},
		},
		{
			name: "a folder", want: source.ErrNotRegular,
			prepare: func(t *testing.T, name string) { require.NoError(t, os.Mkdir(name, 0o755)) },
		},
		{
			name: "a file that may not be written", want: fs.ErrPermission,
			prepare: func(t *testing.T, name string) {
				if os.Geteuid() == 0 {
					t.Skip("root may write everything")
				}
				require.NoError(t, os.WriteFile(name, []byte("before"), 0o444))
			},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			name := filepath.Join(t.TempDir(), "Dockerfile")
			test.prepare(t, name)
			held, _ := os.ReadFile(name)
			require.ErrorIs(t, source.Rewrite(name, []byte("before"), []byte("after")), test.want)
			now, _ := os.ReadFile(name)
			require.Equal(t, held, now)
			if test.want != fs.ErrNotExist {
				requireAlone(t, name)
			}
		})
	}
}

// requireAlone makes sure that nothing is left beside a file.
func requireAlone(t *testing.T, name string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(name))
	require.NoError(t, err)
	require.Len(t, entries, 1)
}
