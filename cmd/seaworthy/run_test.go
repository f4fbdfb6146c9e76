package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
)

func TestAnInterruptedCheckCouldNotTell(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	var out, diagnostics bytes.Buffer
	code := run(ctx, []string{"test", "../../testdata/corpus"}, bytes.NewReader(nil), &out, &diagnostics, nil)
	require.Equal(t, exitUndecided, code)
	require.Equal(t, "seaworthy: interrupted\n", diagnostics.String())
	require.Empty(t, out.String())
}

var errFull = errors.New("no space left")

// fullDisk is a file that takes no more.
type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestAReportThatCannotBeWrittenIsNoSuccess(t *testing.T) {
	for _, command := range [][]string{{"test", "../../testdata/corpus"}, {"rules"}, {"rules", "-o", "json"}, {"version"}, {"explain", "workload/privileged_container"}} {
		t.Run(command[0], func(t *testing.T) {
			var diagnostics bytes.Buffer
			require.Equal(t, exitUndecided, run(t.Context(), command, bytes.NewReader(nil), fullDisk{}, &diagnostics, nil))
			require.Contains(t, diagnostics.String(), errFull.Error())
		})
	}
}

func TestVariable(t *testing.T) {
	terminal := console{environment: []string{"A=1", "AB=2", "A=3", "EMPTY="}}
	tests := []struct {
		name, variable, want string
		set                  bool
	}{
		{"the last one wins", "A", "3", true},
		{"a longer name is another", "AB", "2", true},
		{"empty is set", "EMPTY", "", true},
		{"not there", "B", "", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			value, set := terminal.variable(test.variable)
			require.Equal(t, test.want, value)
			require.Equal(t, test.set, set)
		})
	}
}

func TestProgress(t *testing.T) {
	var out bytes.Buffer
	patient := &progress{out: &out, next: time.Now().Add(time.Hour)}
	patient.report(seaworthy.Progress{Done: 1, Total: 2})
	patient.clear()
	require.Empty(t, out.String(), "a short check says nothing")

	long := &progress{out: &out}
	long.report(seaworthy.Progress{Done: 1, Total: 2})
	long.report(seaworthy.Progress{Done: 2, Total: 2})
	long.clear()
	require.Equal(t, eraseLine+"1 of 2 files judged"+eraseLine, out.String(), "one reading a while, and none is left")

	out.Reset()
	(&progress{out: &out}).report(seaworthy.Progress{Seen: 7})
	require.Equal(t, eraseLine+"7 files seen", out.String(), "a walk that is not over yet")

	require.Equal(t, io.Discard, newProgress(console{err: &out}, false).out, "nobody watches a pipe")
}
