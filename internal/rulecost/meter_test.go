package main

import (
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestTheTableSaysWhatWasMeasured(t *testing.T) {
	var table strings.Builder
	subject{tree: "not there", fallback: "../../testdata/corpus", rounds: 1}.requireMeasured(t, &table)
	require.Contains(t, table.String(), "not there is not there; the small tree ../../testdata/corpus stands in for it.")
	for _, line := range []string{"reading and normalising", "judging", "both : reading and normalising alone", "microseconds a rule"} {
		require.Contains(t, table.String(), line)
	}
	_, rules, found := strings.Cut(table.String(), "The dearest")
	require.True(t, found)
	require.Equal(t, dearest, strings.Count(rules, "\n")-1, "one line a rule below the heading")
}

func (s subject) requireMeasured(t *testing.T, out io.Writer) {
	t.Helper()
	require.NoError(t, s.measure(t.Context(), out))
}

func TestLeast(t *testing.T) {
	m := &meter{rounds: 3}
	calls := 0
	taken, err := m.least(func() error {
		calls++
		if calls != 2 {
			time.Sleep(20 * time.Millisecond)
		}
		return nil
	})
	require.NoError(t, err)
	require.Equal(t, 3, calls)
	require.Less(t, taken, 20*time.Millisecond)
	wrong := errors.New("wrong")
	_, err = m.least(func() error { return wrong })
	require.ErrorIs(t, err, wrong)
}

func TestRatio(t *testing.T) {
	require.InDelta(t, 1.5, ratio(3*time.Second, 2*time.Second), 1e-9)
	require.Zero(t, ratio(time.Second, 0))
}
