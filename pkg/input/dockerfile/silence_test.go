package dockerfile_test

import (
	"io"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input/dockerfile"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// BuildKit's scanner writes to standard error when it meets what is no text; a library may not.
func TestReadingPrintsNothing(t *testing.T) {
	for _, test := range []struct{ name, text string }{
		{name: "bytes that are no text", text: "ARG A=\xff\nFROM a$A\nUSER \xfe\xff\nENV B=\xc3\nCOPY \xff /x\nRUN echo \xff | cat\n"},
		{name: "NUL", text: "ARG A=\x00\nFROM a$A\nUSER \x00\nLABEL a=\"\x00\"\nEXPOSE \x00\nRUN echo \x00 | cat\n"},
		{name: "a byte order mark in the middle", text: "FROM a\nUSER x\uFEFFy\nENV A=\uFEFF\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			printed := printedBy(t, func() {
				documents, _ := dockerfile.Parse(source.File{Path: "Dockerfile", Content: []byte(test.text)}, dockerfile.Options{})
				require.Len(t, documents, 1)
			})
			require.Empty(t, printed)
		})
	}
}

// printedBy returns what goes to standard error while something is done.
func printedBy(t *testing.T, do func()) string {
	t.Helper()
	reader, writer, err := os.Pipe()
	require.NoError(t, err)
	standard := os.Stderr
	os.Stderr = writer
	defer func() { os.Stderr = standard }()
	do()
	require.NoError(t, writer.Close())
	printed, err := io.ReadAll(reader)
	require.NoError(t, err)
	return string(printed)
}
