package main

import (
	"bytes"
	"context"
	"io"
	"testing"

	"github.com/stretchr/testify/require"
)

// impatient is standard input at which somebody presses Ctrl-C.
type impatient struct{ interrupt context.CancelFunc }

func (i impatient) Read(into []byte) (int, error) {
	i.interrupt()
	return copy(into, "FROM a\n"), io.EOF
}

func TestAnInterruptedCheckTellsWhatItFound(t *testing.T) {
	ctx, interrupt := context.WithCancel(t.Context())
	var out, diagnostics bytes.Buffer
	arguments := []string{"test", "../../testdata/corpus/quickstart", "-", "--stdin-filename", "Dockerfile"}
	code := run(ctx, arguments, impatient{interrupt}, &out, &diagnostics, nil)
	require.Equal(t, exitUndecided, code)
	require.Contains(t, out.String(), "[workload/privileged_container]")
	require.Contains(t, out.String(), "\nnot all files were judged: interrupted\n")
	require.Empty(t, diagnostics.String())
}
