package main

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/server"
	"github.com/seaworthy-policy/seaworthy/pkg/server/access"
	"github.com/seaworthy-policy/seaworthy/pkg/server/fleet"
)

// serveFleetFlags say what is kept of what OPAs send.
type serveFleetFlags struct {
	store     string
	megabytes int64
	age       time.Duration
	silence   time.Duration
}

func (f *serveFleetFlags) register(command *cobra.Command) {
	flags := command.Flags()
	flags.StringVar(&f.store, "fleet-store", "", "`FILE` to keep status and decision logs of OPAs in; without it they are not taken")
	flags.Int64Var(&f.megabytes, "fleet-max-size", 256, "`MEGABYTES` of decision logs that are kept, the newest; 0 for all")
	flags.DurationVar(&f.age, "fleet-max-age", 30*24*time.Hour, "`TIME` that decision logs are kept; 0 for ever")
	flags.DurationVar(&f.silence, "fleet-max-silence", 24*time.Hour, "`TIME` that OPAs are kept that are not heard of; 0 for ever")
}

// open returns nil where nothing is to be kept.
func (f *serveFleetFlags) open(command *cobra.Command, log *slog.Logger) (*fleet.Store, error) {
	if f.megabytes < 0 || f.age < 0 || f.silence < 0 {
		return nil, &usageError{command.CommandPath(), errors.New("what bounds the fleet store is not below zero")}
	}
	if f.store == "" {
		return nil, nil
	}
	return fleet.Open(f.store, fleet.Retention{Bytes: f.megabytes << 20, Age: f.age, Silence: f.silence}, log)
}

// mountFleet takes what OPAs send, and shows it.
func mountFleet(served *server.Server, store *fleet.Store, serves func(revision string) bool) {
	for _, route := range []server.Route{
		{Pattern: "POST /status", Handler: store.StatusHandler()},
		{Pattern: "POST /status/{partition...}", Handler: store.StatusHandler()},
		{Pattern: "POST /logs", Handler: store.LogsHandler()},
		{Pattern: "POST /logs/{partition...}", Handler: store.LogsHandler()},
	} {
		route.Area, route.MaxBody = access.Bundles, fleet.MaxBody
		served.Handle(route)
	}
	view := fleet.NewView(store, serves)
	served.Handle(server.Route{Pattern: "GET /v1/fleet", Area: access.Fleet, Handler: view})
	served.Handle(server.Route{Pattern: "GET /v1/fleet/decisions", Area: access.Fleet, Handler: view.DecisionsHandler()})
	served.Metrics().MustRegister(store)
}

// pruneFleet forgets what is too old, until ctx is done.
func pruneFleet(ctx context.Context, store *fleet.Store, log *slog.Logger) {
	ticker := time.NewTicker(time.Minute)
	defer ticker.Stop()
	for {
		if err := store.Prune(); err != nil {
			log.Error("the fleet store can't be pruned", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}
