package main

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestUnits(t *testing.T) {
	require.InDelta(t, 1.5, milliseconds(1500*time.Microsecond), 1e-9)
	require.InDelta(t, 21.8, megabytes(21_800_000), 1e-9)
}

func TestRatio(t *testing.T) {
	require.InDelta(t, 0.25, ratio(time.Second, 4*time.Second), 1e-9)
	require.Zero(t, ratio(time.Second, 0), "nothing to compare with")
}
