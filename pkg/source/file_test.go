package source_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

func TestReadKeepsEveryByte(t *testing.T) {
	name := filepath.Join(t.TempDir(), "Dockerfile")
	content := "\uFEFFFROM a\r\n\xff"
	write(t, name, content)
	file, err := source.Read(name)
	require.NoError(t, err)
	require.Equal(t, source.File{Path: filepath.ToSlash(name), Content: []byte(content)}, file)
}

func TestReadFollowsALink(t *testing.T) {
	folder := t.TempDir()
	write(t, filepath.Join(folder, "target"), "FROM a")
	require.NoError(t, os.Symlink("target", filepath.Join(folder, "Dockerfile")))
	file, err := source.Read(filepath.Join(folder, "Dockerfile"))
	require.NoError(t, err)
	require.Equal(t, "FROM a", string(file.Content))
}

func TestReadStopsAtTheLimit(t *testing.T) {
	name := filepath.Join(t.TempDir(), "large")
	require.NoError(t, os.WriteFile(name, nil, 0o644))
	require.NoError(t, os.Truncate(name, source.MaxSize))
	_, err := source.Read(name)
	require.NoError(t, err, "the limit itself is allowed")

	require.NoError(t, os.Truncate(name, source.MaxSize+1))
	_, err = source.Read(name)
	var large *source.TooLargeError
	require.ErrorAs(t, err, &large)
	require.Equal(t, source.TooLargeError{Path: filepath.ToSlash(name), Size: source.MaxSize + 1, Limit: source.MaxSize}, *large)
	require.ErrorContains(t, err, "8388609 bytes are more than the limit of 8388608")
}

func TestReadSaysWhatIsWrong(t *testing.T) {
	folder := t.TempDir()
	_, err := source.Read(filepath.Join(folder, "absent"))
	require.ErrorIs(t, err, fs.ErrNotExist)
	_, err = source.Read(folder)
	require.ErrorIs(t, err, source.ErrNotRegular)
	require.ErrorContains(t, err, folder)
}

func TestReadFromAStream(t *testing.T) {
	file, err := source.ReadFrom(strings.NewReader("FROM a"), "stdin")
	require.NoError(t, err)
	require.Equal(t, source.File{Path: "stdin", Content: []byte("FROM a")}, file)
}

func TestReadFromAStreamThatNeverEnds(t *testing.T) {
	_, err := source.ReadFrom(endless{}, "stdin")
	var large *source.TooLargeError
	require.ErrorAs(t, err, &large)
	require.Equal(t, source.TooLargeError{Path: "stdin", Limit: source.MaxSize}, *large)
	require.EqualError(t, err, "read stdin: larger than 8388608 bytes")
}

func TestReadFromAStreamOfExactlyTheLimit(t *testing.T) {
	file, err := source.ReadFrom(bytes.NewReader(make([]byte, source.MaxSize)), "stdin")
	require.NoError(t, err)
	require.Len(t, file.Content, source.MaxSize)
}

func TestReadFromAStreamThatBreaks(t *testing.T) {
	broken := errors.New("broken pipe")
	_, err := source.ReadFrom(iotest.ErrReader(broken), "stdin")
	require.ErrorIs(t, err, broken)
	require.ErrorContains(t, err, "stdin")
}

type endless struct{}

func (endless) Read(into []byte) (int, error) { return len(into), nil }
