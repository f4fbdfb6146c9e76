package main

import (
	"fmt"
	"net"
	"time"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/server"
)

// serveFlags are the flags of the command.
type serveFlags struct {
	listen   string
	access   serveAccessFlags
	log      serveLogFlags
	farewell time.Duration
}

func newServeCommand(terminal console) *cobra.Command {
	var flags serveFlags
	command := &cobra.Command{
		Use:   "serve",
		Short: "Serve bundles to OPAs",
		Long: `Serve bundles to OPAs, and show what they send back.

Nothing is listened on but the address of --listen, by default on the own machine. Probes are at /livez and
/readyz, metrics for Prometheus at /metrics. The server ends gently on SIGTERM.`,
		Args: noArguments,
	}
	command.RunE = func(command *cobra.Command, _ []string) error {
		return flags.serve(command, terminal)
	}
	command.Flags().StringVar(&flags.listen, "listen", "127.0.0.1:8080", "`ADDRESS` to listen on")
	command.Flags().DurationVar(&flags.farewell, "farewell", 0,
		"`TIME` to serve on after SIGTERM, not ready, until balancers send nobody new (5s)")
	flags.access.register(command)
	flags.log.register(command)
	return command
}

func (f *serveFlags) serve(command *cobra.Command, terminal console) error {
	tuneCollector(steadyPercent)
	ctx := command.Context()
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
	if err := f.mount(command, served); err != nil {
		return err
	}
	var listening net.ListenConfig
	listener, err := listening.Listen(ctx, "tcp", f.listen)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	log.Info("listening", "address", listener.Addr().String(), "tls", options.Certificate != nil)
	if f.access.isReckless(listener.Addr(), options) {
		log.Warn("others than this machine can connect, and nothing is asked of them: see --token-file and --client-ca")
	}
	if err := served.Serve(ctx, listener); err != nil {
		return err
	}
	log.Info("ended")
	return nil
}

// mount hangs what is served into the server.
func (f *serveFlags) mount(*cobra.Command, *server.Server) error {
	return nil
}
