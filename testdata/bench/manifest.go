package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"
)

// What a run on manifests may take: so much of what it takes to parse the same files and do nothing else, and so much
// besides for each workload.
const (
	parsingShare = 1.5
	eachWorkload = 3 * time.Millisecond
)

// manifests measures the trees of manifests, each in one run, beside a process that parses the same files alone.
func (s subject) manifests(ctx context.Context, out io.Writer) error {
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find this program: %w", err)
	}
	fmt.Fprintf(out, "Manifests, each tree in one run, beside a process that only parses the files, %d runs each in turn, medians.\n", s.runs)
	fmt.Fprintf(out, "The limit is %.1f times the parsing plus %s a workload.\n\n", parsingShare, eachWorkload)
	fmt.Fprintf(out, "%9s %9s %9s %9s %9s %12s  %s\n", "workloads", "wall ms", "CPU ms", "parse ms", "limit ms", "peak RSS MB", "tree")
	for _, tree := range s.trees {
		if _, err := os.Stat(tree); err != nil {
			fmt.Fprintf(out, "%s is not there\n", tree)
			continue
		}
		if err := s.manifestTree(ctx, out, self, tree); err != nil {
			return err
		}
	}
	return nil
}

func (s subject) manifestTree(ctx context.Context, out io.Writer, self, tree string) error {
	workloads, err := parseAlone(tree)
	if err != nil {
		return err
	}
	costs, err := inTurn(ctx, []program{
		{name: "seaworthy on " + tree, path: s.seaworthy, arguments: []string{"test", tree}, highestExit: 2},
		{name: "parsing " + tree, path: self, arguments: []string{"-parse", tree}},
	}, s.runs)
	if err != nil {
		return err
	}
	judged, parsed := summarise(costs[0]), summarise(costs[1])
	fmt.Fprintf(out, "%9d %9.1f %9.1f %9.1f %9.1f %12.1f  %s\n", workloads, milliseconds(judged.wall), milliseconds(judged.cpu),
		milliseconds(parsed.wall), milliseconds(limit(parsed.wall, workloads)), megabytes(judged.memory), tree)
	return nil
}

// limit is what a run may take.
func limit(parsing time.Duration, workloads int) time.Duration {
	return time.Duration(parsingShare*float64(parsing)) + time.Duration(workloads)*eachWorkload
}
