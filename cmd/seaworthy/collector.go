package main

import (
	"os"
	"runtime/debug"

	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
)

const (
	// startPercent lets the heap grow while rules are compiled: a run over a few files ends before most of its garbage
	// would be worth collecting.
	startPercent = 800
	// steadyPercent keeps memory from growing in a run over many files, once there are this many.
	steadyPercent = 200
	many          = 12
	// servingPercent is for a server, whose garbage is that of small requests: a heap of some megabytes that may grow
	// fivefold answers nearly half as many again.
	servingPercent = 400
)

// tuneCollector sets how much the heap may grow between collections, unless the environment says it.
func tuneCollector(percent int) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
}

// steady passes reports of progress on, and collects garbage more often in a long run.
func steady(report func(seaworthy.Progress)) func(seaworthy.Progress) {
	return func(now seaworthy.Progress) {
		if now.Done == many {
			tuneCollector(steadyPercent)
		}
		report(now)
	}
}
