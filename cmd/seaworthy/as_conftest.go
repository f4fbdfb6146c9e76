package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/conftest"
	"github.com/seaworthy-policy/seaworthy/pkg/conftest/configuration"
	"github.com/seaworthy-policy/seaworthy/pkg/finding"
	"github.com/seaworthy-policy/seaworthy/pkg/report"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// Exit codes of conftest: without --fail-on-warn there are but two.
const (
	conftestClean    = 0
	conftestFailed   = 1
	conftestWarnings = 1
	conftestFailures = 2
)

// errFailuresNotWarnings is for failures where --fail-on-warn tells them from warnings.
var errFailuresNotWarnings = errors.New("failures found")

func conftestExitCode(ctx context.Context, terminal console, err error) int {
	switch {
	case err == nil:
		return conftestClean
	case errors.Is(err, errFailuresNotWarnings):
		return conftestFailures
	}
	exitCode(ctx, terminal, err)
	return conftestFailed
}

func newConftestCommand(terminal console) *cobra.Command {
	root := &cobra.Command{
		Use:   conftestName,
		Short: "Tests configuration files by policies in Rego, as conftest does",
		Long: `This is seaworthy, called by the name of conftest: it tests configuration files by your own policies in Rego, with
conftest's flags, defaults and exit codes. Called by its own name it brings rules along.`,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetFlagErrorFunc(wrongFlag)
	root.Version = describeBuild(buildInfo())
	root.SetVersionTemplate("{{.Version}}")
	root.PersistentFlags().StringP("config-file", "c", "", "settings from `FILE` (default "+conftest.SettingsFile+", if there is one)")
	root.AddCommand(newConftestTestCommand(terminal), newConftestParseCommand(terminal), newVerifyCommand(terminal))
	return finishRoot(root)
}

// conftestTestFlags are the flags of `conftest test`.
type conftestTestFlags struct {
	policy                             policyFlags
	output, stdinFilename              string
	noColor, quiet, noFail, failOnWarn bool
}

func newConftestTestCommand(terminal console) *cobra.Command {
	flags := conftestTestFlags{policy: policyFlags{includeIgnored: true}}
	command := &cobra.Command{
		Use:   "test PATH...",
		Short: "Test files, folders, or standard input (-)",
		Long: `Test asks policies about files, those in folders, and standard input (-). The exit code is 0 if nothing failed, else 1;
with --fail-on-warn it is 1 if there are warnings and 2 if there are failures. What can't be judged is an error: 1.`,
	}
	command.RunE = func(command *cobra.Command, paths []string) error {
		if len(paths) == 0 {
			return &usageError{command.CommandPath(), errors.New("PATH is missing")}
		}
		if err := settle(command, terminal, configFile(command)); err != nil {
			return err
		}
		return flags.test(command, terminal, paths)
	}
	flags.policy.registerTesting(command)
	set := command.Flags()
	set.StringVarP(&flags.output, "output", "o", string(report.Stdout), "`FORMAT` of the report")
	set.StringVar(&flags.policy.parser, "parser", "", "read every file with this `PARSER`")
	set.StringVar(&flags.stdinFilename, "stdin-filename", standardInput, "`PATH` that standard input is to go by")
	set.BoolVar(&flags.noColor, "no-color", false, "no colours, even on a terminal")
	set.BoolVar(&flags.quiet, "quiet", false, "print nothing if everything passed")
	set.BoolVar(&flags.noFail, "no-fail", false, "exit with 0 in spite of failures")
	set.BoolVar(&flags.failOnWarn, "fail-on-warn", false, "exit with 1 for warnings and with 2 for failures")
	return command
}

func configFile(command *cobra.Command) string {
	file, _ := command.Flags().GetString("config-file")
	return file
}

func (f *conftestTestFlags) test(command *cobra.Command, terminal console, paths []string) error {
	format, err := report.ParseFormat(f.output)
	if err != nil {
		return &usageError{command.CommandPath(), err}
	}
	checker, err := f.policy.checker(command, terminal)
	if err != nil {
		return err
	}
	result, err := f.policy.judge(command.Context(), terminal.in, f.stdinFilename, checker, paths)
	if err != nil {
		return err
	}
	options := report.Options{Color: colored(terminal, terminal.out, f.noColor), Quiet: f.quiet}
	if err := report.Write(terminal.out, format, result, options); err != nil {
		return err
	}
	if !f.quiet {
		mentionNamespaces(terminal, checker)
		mentionUnread(terminal, result)
	}
	return f.verdict(result)
}

func (f *conftestTestFlags) verdict(result finding.Result) error {
	summary := result.Summary()
	failures, all := summary.AtLeast(report.DefaultFailOn), summary.AtLeast(rule.Info)
	switch {
	case summary.Broken > 0:
		return errUndecided
	case f.noFail:
		return nil
	case f.failOnWarn && failures > 0:
		return errFailuresNotWarnings
	case failures > 0, f.failOnWarn && all > 0:
		return errFailures
	}
	return nil
}

func newConftestParseCommand(terminal console) *cobra.Command {
	var parser string
	var combine bool
	command := &cobra.Command{
		Use:   "parse FILE...",
		Short: "Print what policies see of files, or of standard input (-)",
		RunE: func(command *cobra.Command, paths []string) error {
			if len(paths) == 0 {
				return &usageError{command.CommandPath(), errors.New("FILE is missing")}
			}
			if err := settle(command, terminal, configFile(command)); err != nil {
				return err
			}
			return printConfigurations(terminal, paths, parser, combine)
		},
	}
	command.Flags().StringVar(&parser, "parser", "", "read every file with this `PARSER`")
	command.Flags().BoolVar(&combine, "combine", false, "print the input that all files make together")
	return command
}

// printConfigurations prints what one file says; of several, an object by their paths.
func printConfigurations(terminal console, paths []string, parser string, combine bool) error {
	var read []*configuration.Configuration
	byPath := map[string]json.RawMessage{}
	for _, path := range paths {
		file, err := readConfiguration(terminal.in, path)
		if err != nil {
			return err
		}
		parsed, err := configuration.Parse(file, parser)
		if err != nil {
			return err
		}
		read, byPath[path] = append(read, parsed), parsed.JSON
	}
	switch {
	case combine:
		combined, err := configuration.Combine(read)
		if err != nil {
			return fmt.Errorf("combine: %w", err)
		}
		return printJSON(terminal, combined.Input)
	case len(read) == 1:
		return printJSON(terminal, read[0].JSON)
	}
	return printJSON(terminal, byPath)
}

func readConfiguration(in io.Reader, path string) (source.File, error) {
	flags := readingFlags{stdinFilename: standardInput}
	return flags.read(in, path)
}
