// Command seaworthy tells whether containers are fit to ship. `seaworthy test` is its main job:
//
//	seaworthy test                        # everything below the working directory
//	seaworthy test api/Dockerfile -o json # one file, for a program
//	seaworthy explain DL3002              # why a rule is there and what to do
package main

import (
	"context"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
)

func main() {
	tuneCollector(startPercent)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // whoever asks twice does not want to wait for the report
	terminal := console{in: os.Stdin, out: os.Stdout, err: os.Stderr, environment: os.Environ()}
	os.Exit(runAs(ctx, filepath.Base(os.Args[0]), os.Args[1:], terminal))
}
