package main

import (
	"context"
	"debug/buildinfo"
	"fmt"
	"io"
)

// oneCore keeps a Go program on a single core.
const oneCore = "GOMAXPROCS=1"

// compare measures one Dockerfile with both programs, on all cores and on one.
func (s subject) compare(ctx context.Context, out io.Writer) error {
	peer, err := buildinfo.ReadFile(s.conftest)
	if err != nil {
		return fmt.Errorf("read conftest's version: %w", err)
	}
	programs := append(s.both(), s.both(oneCore)...)
	costs, err := inTurn(ctx, programs, s.runs)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "One Dockerfile: %s\n", s.dockerfile)
	fmt.Fprintf(out, "seaworthy with its default profile, conftest %s with the two rules of %s.\n", peer.Main.Version, s.policy)
	fmt.Fprintf(out, "Whole processes, %d runs each in turn, medians; peak memory is the greatest of all runs.\n\n", s.runs)
	fmt.Fprintf(out, "%-24s %9s %9s %12s\n", "", "wall ms", "CPU ms", "peak RSS MB")
	for i := 0; i < len(programs); i += 2 {
		ours, theirs := summarise(costs[i]), summarise(costs[i+1])
		writeCost(out, programs[i].name, ours)
		writeCost(out, programs[i+1].name, theirs)
		writeRatio(out, ours, theirs)
	}
	return nil
}

// both returns seaworthy and conftest on the Dockerfile. Findings are exit code 1 to either.
func (s subject) both(environment ...string) []program {
	suffix := ""
	if len(environment) > 0 {
		suffix = ", one core"
	}
	return []program{
		{"seaworthy" + suffix, s.seaworthy, []string{"test", s.dockerfile}, environment, 1},
		{"conftest" + suffix, s.conftest, []string{"test", s.dockerfile, "-p", s.policy}, environment, 1},
	}
}

func writeCost(out io.Writer, name string, c cost) {
	fmt.Fprintf(out, "%-24s %9.1f %9.1f %12.1f\n", name, milliseconds(c.wall), milliseconds(c.cpu), megabytes(c.memory))
}

func writeRatio(out io.Writer, ours, theirs cost) {
	fmt.Fprintf(out, "%-24s %9.2f %9.2f %12.2f\n", "  seaworthy : conftest",
		ratio(ours.wall, theirs.wall), ratio(ours.cpu, theirs.cpu), ratio(ours.memory, theirs.memory))
}
