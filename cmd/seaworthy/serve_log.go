package main

import (
	"fmt"
	"io"
	"log/slog"

	"github.com/spf13/cobra"
)

// serveLogFlags say what is logged, and how.
type serveLogFlags struct {
	format, level string
}

func (f *serveLogFlags) register(command *cobra.Command) {
	command.Flags().StringVar(&f.format, "log-format", "text", "`FORMAT` of the log on standard error: text, json")
	command.Flags().StringVar(&f.level, "log-level", "info", "least `LEVEL` that is logged: debug, info, warn, error")
}

func (f *serveLogFlags) logger(command *cobra.Command, out io.Writer) (*slog.Logger, error) {
	var options slog.HandlerOptions
	var level slog.Level
	if err := level.UnmarshalText([]byte(f.level)); err != nil {
		return nil, &usageError{command.CommandPath(), fmt.Errorf("unknown level %q (known: debug, info, warn, error)", f.level)}
	}
	options.Level = level
	switch f.format {
	case "text":
		return slog.New(slog.NewTextHandler(out, &options)), nil
	case "json":
		return slog.New(slog.NewJSONHandler(out, &options)), nil
	}
	return nil, &usageError{command.CommandPath(), fmt.Errorf("unknown log format %q (known: text, json)", f.format)}
}
