package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
)

// grow measures trees of a quarter, half and all of the files, so that what grows with their number is seen.
func (s subject) grow(ctx context.Context, out io.Writer) error {
	tree, err := s.present(out)
	if err != nil {
		return err
	}
	temporary, err := os.MkdirTemp("", "seaworthy-bench-")
	if err != nil {
		return fmt.Errorf("make room for trees: %w", err)
	}
	defer os.RemoveAll(temporary)
	samples, err := sampleTree(tree, temporary)
	if err != nil {
		return err
	}
	costs, err := inTurn(ctx, s.onSamples(samples), s.runs)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "Growing trees: a quarter, half and all of %s\n", tree)
	fmt.Fprintf(out, "seaworthy with its default profile, %d runs each in turn, medians.\n\n", s.runs)
	fmt.Fprintf(out, "%6s %9s %9s %9s %9s %12s\n", "files", "kB", "wall ms", "CPU ms", "ms/file", "peak RSS MB")
	for i, taken := range costs {
		samples[i].write(out, summarise(taken))
	}
	return nil
}

// present returns the tree, or the one that stands in for it.
func (s subject) present(out io.Writer) (string, error) {
	_, err := os.Stat(s.tree)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		fmt.Fprintf(out, "%s is not there; the small tree %s stands in for it.\n", s.tree, s.fallback)
		return s.fallback, nil
	case err != nil:
		return "", fmt.Errorf("find a tree: %w", err)
	}
	return s.tree, nil
}

// onSamples returns seaworthy on each sample. Exit code 2 is allowed: in real trees there are files that no one can
// judge in full.
func (s subject) onSamples(samples []sample) []program {
	var programs []program
	for _, one := range samples {
		name := "seaworthy on " + strconv.Itoa(one.files) + " files"
		programs = append(programs, program{name: name, path: s.seaworthy, arguments: []string{"test", one.folder}, highestExit: 2})
	}
	return programs
}

func (s sample) write(out io.Writer, c cost) {
	fmt.Fprintf(out, "%6d %9.0f %9.1f %9.1f %9.2f %12.1f\n", s.files, float64(s.bytes)/1e3,
		milliseconds(c.wall), milliseconds(c.cpu), milliseconds(c.wall)/float64(s.files), megabytes(c.memory))
}
