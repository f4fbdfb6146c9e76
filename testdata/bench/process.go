package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"syscall"
	"time"
)

// A program is a command line that is measured.
type program struct {
	name      string
	path      string
	arguments []string
	// environment is set in addition to that of this process.
	environment []string
	// highestExit is the greatest exit code of a run that did its work.
	highestExit int
}

// A cost is what one process, or the median process of several, took.
type cost struct {
	wall time.Duration
	// cpu is user and system time of all cores.
	cpu time.Duration
	// memory is the peak of the resident set in bytes.
	memory int64
}

// errSilent means that a program reported nothing, as those do that do not get as far as their work.
var errSilent = errors.New("nothing on standard output")

// inTurn runs the programs one after the other, as many rounds as there are runs, so that what else happens on the
// machine meets all of them. A round that is not measured comes first: it fills the file cache and proves that the
// programs do their work. The costs come back in the order of the programs, each with all its runs.
func inTurn(ctx context.Context, programs []program, runs int) ([][]cost, error) {
	for _, p := range programs {
		if err := p.rehearse(ctx); err != nil {
			return nil, fmt.Errorf("run %s: %w", p.name, err)
		}
	}
	costs := make([][]cost, len(programs))
	for range runs {
		for i, p := range programs {
			taken, err := p.run(p.command(ctx))
			if err != nil {
				return nil, fmt.Errorf("run %s: %w", p.name, err)
			}
			costs[i] = append(costs[i], taken)
		}
	}
	return costs, nil
}

func (p program) command(ctx context.Context) *exec.Cmd {
	command := exec.CommandContext(ctx, p.path, p.arguments...)
	command.Env = append(os.Environ(), p.environment...)
	return command
}

func (p program) rehearse(ctx context.Context) error {
	var reported, complaint bytes.Buffer
	command := p.command(ctx)
	command.Stdout, command.Stderr = &reported, &complaint
	_, err := p.run(command)
	if err == nil && reported.Len() == 0 {
		err = errSilent
	}
	if err != nil {
		return fmt.Errorf("%w: %s", err, bytes.TrimSpace(append(complaint.Bytes(), reported.Bytes()...)))
	}
	return nil
}

func (p program) run(command *exec.Cmd) (cost, error) {
	start := time.Now()
	err := command.Run()
	wall := time.Since(start)
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.Exited() && exit.ExitCode() <= p.highestExit {
		err = nil
	}
	if err != nil {
		return cost{}, err
	}
	state := command.ProcessState
	return cost{wall: wall, cpu: state.UserTime() + state.SystemTime(), memory: peak(state)}, nil
}

// peak returns the peak of the resident set in bytes. Linux counts in KiB, and hands a child the peak of the process
// that started it; this one stays far below what it measures.
func peak(state *os.ProcessState) int64 {
	usage, ok := state.SysUsage().(*syscall.Rusage)
	switch {
	case !ok:
		return 0
	case runtime.GOOS == "darwin":
		return usage.Maxrss
	}
	return usage.Maxrss * 1024
}

// summarise returns the medians of the times and the greatest memory. There must be at least one cost.
func summarise(costs []cost) cost {
	var walls, cpus []time.Duration
	var summary cost
	for _, c := range costs {
		walls, cpus = append(walls, c.wall), append(cpus, c.cpu)
		summary.memory = max(summary.memory, c.memory)
	}
	summary.wall, summary.cpu = median(walls), median(cpus)
	return summary
}

func median(durations []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(durations))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}
