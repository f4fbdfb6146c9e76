package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/server"
	"github.com/seaworthy-policy/seaworthy/pkg/server/fleet"
)

// serveFlags are the flags of the command.
type serveFlags struct {
	listen   string
	bundles  serveBundleFlags
	policies servePolicyFlags
	fleet    serveFleetFlags
	access   serveAccessFlags
	log      serveLogFlags
	farewell time.Duration
}

func newServeCommand(terminal console) *cobra.Command {
	var flags serveFlags
	command := &cobra.Command{
		Use:   "serve",
		Short: "Serve bundles to OPAs, and judge for Kubernetes and Gatekeeper",
		Long: `Serve bundles to OPAs, show what they send back, and judge for Kubernetes and Gatekeeper.

  GET  /bundles/NAME         a bundle, at once or when there is another revision, as OPA's client asks
  GET  /discovery/NAME       a configuration for OPA that leads to the bundle
  POST /status, /logs        what OPAs report, with --fleet-store
  GET  /v1/fleet             which OPA runs which revision, for programs and for browsers
  GET  /v1/fleet/decisions   the decision logs, the newest first
  POST /v1/admission         the verdict on an AdmissionReview of Kubernetes, by the first --policy, by ?profile=NAME or /NAME
  POST /v1/validate          facts about images, for an external data provider of Gatekeeper
  GET  /gatekeeper/NAME.yaml a policy as ConstraintTemplates and Constraints; single files below /gatekeeper/NAME/
  GET  /livez, /readyz, /metrics

Nothing is listened on but the address of --listen, by default on the own machine. A folder is built when it changes; one
that is broken is told of at /readyz, and what was served before is served on; no review fails while it changes. Tokens, keys and certificates are
read again when their files change. The server ends gently on SIGTERM.`,
		Example: "  seaworthy serve --bundle main=folder:policies --signing-key private.pem --key-id release-2026\n" +
			"  seaworthy serve --bundle main=oci:registry.example.com/policies:v1 --verification-key public.pem \\\n" +
			"    --listen :8443 --tls-cert tls.crt --tls-key tls.key --token-file bundles=tokens --fleet-store fleet.db\n" +
			"  seaworthy serve --policy shop=folder:policies --fail-open --listen :8443 --tls-cert tls.crt --tls-key tls.key",
		Args: noArguments,
	}
	command.RunE = func(command *cobra.Command, _ []string) error {
		return flags.serve(command, terminal)
	}
	command.Flags().StringVar(&flags.listen, "listen", "127.0.0.1:8080", "`ADDRESS` to listen on")
	command.Flags().DurationVar(&flags.farewell, "farewell", 0,
		"`TIME` to serve on after SIGTERM, not ready, until balancers send nobody new: 5s, for example")
	flags.bundles.register(command)
	flags.policies.register(command)
	flags.fleet.register(command)
	flags.access.register(command)
	flags.log.register(command)
	return command
}

func (f *serveFlags) serve(command *cobra.Command, terminal console) error {
	tuneCollector(servingPercent)
	log, err := f.log.logger(command, terminal.err)
	if err != nil {
		return err
	}
	options, err := f.access.options(command, log)
	if err != nil {
		return err
	}
	options.Limits.Farewell = f.farewell
	served := server.New(options)
	store, err := f.fleet.open(command, log)
	if err != nil {
		return err
	}
	if store != nil {
		defer store.Close()
	}
	follow, err := f.mount(command, served, log, store)
	if err != nil {
		return err
	}
	return f.run(command.Context(), served, options, log, follow)
}

// mount hangs what is served into the server, and returns what runs beside it until ctx is done.
func (f *serveFlags) mount(command *cobra.Command, served *server.Server, log *slog.Logger, store *fleet.Store) (func(context.Context), error) {
	opened, err := f.bundles.open(command, log, store != nil)
	if err != nil {
		return nil, err
	}
	all, err := opened.wanted()
	if err != nil {
		return nil, &usageError{command.CommandPath(), err}
	}
	judging, err := f.policies.mount(served, judgingOptions{
		failOn: opened.failOn, look: f.bundles.look, log: log, building: &opened.building,
	})
	if err != nil {
		return nil, &usageError{command.CommandPath(), err}
	}
	serves, follow := opened.mount(served, all)
	beside := []func(context.Context){follow, judging}
	if store != nil {
		mountFleet(served, store, serves)
		beside = append(beside, func(ctx context.Context) { pruneFleet(ctx, store, log) })
	}
	return func(ctx context.Context) {
		var running sync.WaitGroup
		for _, each := range beside {
			running.Go(func() { each(ctx) })
		}
		running.Wait()
	}, nil
}

// run listens until ctx is done, and all that has begun has ended.
func (f *serveFlags) run(ctx context.Context, served *server.Server, options server.Options, log *slog.Logger, follow func(context.Context)) error {
	var listening net.ListenConfig
	listener, err := listening.Listen(ctx, "tcp", f.listen)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	log.Info("listening", "address", listener.Addr().String(), "tls", options.Certificate != nil)
	if f.access.isReckless(listener.Addr(), options) {
		log.Warn("others than this machine can connect, and nothing is asked of them: see --token-file and --client-ca")
	}
	following, stop := context.WithCancel(ctx)
	var running sync.WaitGroup
	running.Go(func() { follow(following) })
	err = served.Serve(ctx, listener)
	stop()
	running.Wait()
	if err == nil {
		log.Info("ended")
	}
	return err
}
