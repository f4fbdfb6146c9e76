package reload_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/server/reload"
)

var errBroken = errors.New("broken")

func parse(contents [][]byte) (string, error) {
	if string(contents[0]) == "broken" {
		return "", errBroken
	}
	return string(contents[0]), nil
}

// A folder has one file, whose time steps with each content that is written.
type folder struct {
	path string
	age  time.Duration
}

func (f *folder) write(t *testing.T, content string) {
	t.Helper()
	require.NoError(t, os.WriteFile(f.path, []byte(content), 0o600))
	f.age += time.Minute
	then := time.Now().Add(f.age)
	require.NoError(t, os.Chtimes(f.path, then, then))
}

func TestAValueFollowsItsFile(t *testing.T) {
	f := &folder{path: filepath.Join(t.TempDir(), "value")}
	f.write(t, "one")
	synctest.Test(t, func(t *testing.T) {
		var complaints []error
		value, err := reload.Open(parse, func(err error) { complaints = append(complaints, err) }, f.path)
		require.NoError(t, err)
		later := func() string {
			time.Sleep(2 * time.Second)
			return value.Get()
		}
		require.Equal(t, "one", later())
		f.write(t, "two")
		require.Equal(t, "one", value.Get(), "files are not looked at for every request")
		require.Equal(t, "two", later())

		f.write(t, "broken")
		require.Equal(t, "two", later())
		require.Equal(t, "two", later())
		require.Len(t, complaints, 1, "a mistake is told once")
		require.ErrorIs(t, complaints[0], errBroken)
		require.ErrorContains(t, complaints[0], f.path)

		require.NoError(t, os.Remove(f.path))
		require.Equal(t, "two", later())
		require.Equal(t, "two", later())
		require.Len(t, complaints, 2)
		require.ErrorIs(t, complaints[1], fs.ErrNotExist)
		f.write(t, "three")
		require.Equal(t, "three", later())
	})
}

func TestALinkThatIsSwapped(t *testing.T) {
	root := t.TempDir()
	link := filepath.Join(root, "value")
	for _, name := range []string{"old", "new"} {
		require.NoError(t, os.WriteFile(filepath.Join(root, name), []byte(name), 0o600))
		then := time.Now()
		require.NoError(t, os.Chtimes(filepath.Join(root, name), then, then))
	}
	require.NoError(t, os.Symlink("old", link))
	synctest.Test(t, func(t *testing.T) {
		value, err := reload.Open(parse, func(err error) { require.NoError(t, err) }, link)
		require.NoError(t, err)
		require.NoError(t, os.Symlink("new", link+".tmp"))
		require.NoError(t, os.Rename(link+".tmp", link))
		time.Sleep(2 * time.Second)
		require.Equal(t, "new", value.Get())
	})
}

func TestAValueMustBeThereAtFirst(t *testing.T) {
	_, err := reload.Open(parse, nil, filepath.Join(t.TempDir(), "nowhere"))
	require.ErrorIs(t, err, fs.ErrNotExist)
	broken := filepath.Join(t.TempDir(), "value")
	require.NoError(t, os.WriteFile(broken, []byte("broken"), 0o600))
	_, err = reload.Open(parse, nil, broken)
	require.ErrorIs(t, err, errBroken)
}
