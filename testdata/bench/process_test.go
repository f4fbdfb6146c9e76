package main

import (
	"os/exec"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestSummarise(t *testing.T) {
	cases := []struct {
		name  string
		walls []time.Duration
		want  time.Duration
	}{
		{name: "one run is its own median", walls: []time.Duration{7}, want: 7},
		{name: "an outlier does not count", walls: []time.Duration{900, 5, 6}, want: 6},
		{name: "of an even number the mean of the middle two", walls: []time.Duration{8, 2, 4, 100}, want: 6},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			var costs []cost
			for _, wall := range tc.walls {
				costs = append(costs, cost{wall: wall, cpu: wall, memory: int64(wall)})
			}
			got := summarise(costs)
			require.Equal(t, tc.want, got.wall)
			require.Equal(t, tc.want, got.cpu)
			for _, wall := range tc.walls {
				require.GreaterOrEqual(t, got.memory, int64(wall))
			}
		})
	}
}

func shell(script string, environment ...string) program {
	return program{name: "sh", path: "sh", arguments: []string{"-c", script}, environment: environment, highestExit: 1}
}

func TestInTurn(t *testing.T) {
	t.Setenv("GREETING", "none")
	costs, err := inTurn(t.Context(), []program{
		shell("echo findings; exit 1"),
		shell(`test "$GREETING" = hello && echo clean`, "GREETING=hello"),
	}, 3)
	require.NoError(t, err)
	require.Len(t, costs, 2)
	for _, runs := range costs {
		require.Len(t, runs, 3)
		for _, run := range runs {
			require.Positive(t, run.wall)
			require.Positive(t, run.memory)
		}
	}
}

func TestAProgramThatDoesNotDoItsWorkIsNotMeasured(t *testing.T) {
	cases := []struct {
		name    string
		program program
		want    string
	}{
		{name: "it is not there", program: program{name: "none", path: "./none"}, want: "run none: "},
		{name: "it fails", program: shell("echo no such flag >&2; exit 2"), want: "run sh: exit status 2: no such flag"},
		{name: "it fails with its complaint on standard output", program: shell("echo no such file; exit 2"), want: "run sh: exit status 2: no such file"},
		{name: "it is killed", program: shell("kill -9 $$"), want: "run sh: signal: killed: "},
		{name: "it says nothing", program: shell("exit 1"), want: "run sh: nothing on standard output: "},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			_, err := inTurn(t.Context(), []program{tc.program}, 1)
			require.ErrorContains(t, err, tc.want)
		})
	}
}

func TestARunIsMeasured(t *testing.T) {
	taken, err := program{}.run(exec.CommandContext(t.Context(), "sleep", "0.05"))
	require.NoError(t, err)
	require.GreaterOrEqual(t, taken.wall, 50*time.Millisecond)
	require.Less(t, taken.cpu, taken.wall)
}
