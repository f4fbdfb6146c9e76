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
	"syscall"
)

func main() {
	tuneCollector(startPercent)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // whoever asks twice does not want to wait for the report
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Environ()))
}
