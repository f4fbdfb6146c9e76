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
	for _, test := range []struct{ format, found, out, diagnostics string }{
		{"text", "[workload/privileged_container]", "\nnot all files were judged: interrupted\n", ""},
		{"json", `"rule": "workload/privileged_container"`, "", "seaworthy: not all files were judged: interrupted\n"},
		{"sarif", `"ruleId": "workload/privileged_container"`, `"executionSuccessful": false`, "seaworthy: not all files were judged: interrupted\n"},
	} {
		t.Run(test.format, func(t *testing.T) {
			ctx, interrupt := context.WithCancel(t.Context())
			var out, diagnostics bytes.Buffer
			arguments := []string{"test", "../../testdata/corpus/quickstart", "-", "--stdin-filename", "Dockerfile", "-o", test.format}
			code := run(ctx, arguments, impatient{interrupt}, &out, &diagnostics, nil)
			require.Equal(t, exitUndecided, code)
			require.Contains(t, out.String(), test.found)
			require.Contains(t, out.String(), test.out)
			require.Equal(t, test.diagnostics, diagnostics.String())
		})
	}
}
